#include "core/bundle/path_summary.h"

#include <algorithm>

namespace tocsin::bundle {
namespace {

using assess::MinuteState;

void count(MinuteTally& tally, MinuteState state) {
  switch (state) {
    case MinuteState::lost:
      ++tally.lost;
      return;
    case MinuteState::partly:
      ++tally.partly;
      return;
    case MinuteState::reached:
      ++tally.reached;
      return;
    case MinuteState::no_voice:
    case MinuteState::not_measured:
      ++tally.silent;
      return;
  }
}

bool tells(const MinuteTally& tally) {
  return tally.voices() > 0;
}

}  // namespace

std::vector<MinuteTally> tallies_of(const assess::PathReach& path, std::uint32_t minutes) {
  std::vector<MinuteTally> tallies(minutes);
  for (const auto& country : path.countries) {
    for (const auto& run : country.runs) {
      const auto end = std::min(minutes, run.first + run.minutes);
      for (auto minute = run.first; minute < end; ++minute) count(tallies[minute], run.state);
    }
  }
  return tallies;
}

PathSummary summary_of(const std::vector<MinuteTally>& tallies) {
  PathSummary summary;
  for (const auto& tally : tallies) {
    summary.countries = std::max(summary.countries, tally.all());
    summary.outage_minutes_least += tally.is_outage_at_least() ? 1 : 0;
    summary.outage_minutes_most += tally.is_outage_at_most() ? 1 : 0;
    if (!tells(tally)) continue;
    const auto voices = tally.voices();
    summary.voices_least = summary.told == 0 ? voices : std::min(summary.voices_least, voices);
    summary.voices_most = std::max(summary.voices_most, voices);
    summary.outage_minutes += tally.is_outage() ? 1 : 0;
    ++summary.told;
  }
  return summary;
}

OutageBounds bounds_of(const assess::Outage& outage, const std::vector<MinuteTally>& tallies) {
  const auto end = outage.first + outage.minutes;
  OutageBounds bounds{.began_least = std::nullopt,
                      .began_most = outage.first + 1,
                      .ended_least = end - 1,
                      .ended_most = std::nullopt};
  for (auto minute = outage.first; minute-- > 0 && !bounds.began_least;) {
    if (tells(tallies[minute])) bounds.began_least = minute;
  }
  for (auto minute = end; minute < tallies.size() && !bounds.ended_most; ++minute) {
    if (tells(tallies[minute])) bounds.ended_most = minute + 1;
  }
  return bounds;
}

std::vector<std::string> throughout(const assess::PathReach& path,
                                    std::uint32_t first,
                                    std::uint32_t minutes,
                                    MinuteState state) {
  std::vector<std::string> countries;
  for (const auto& country : path.countries) {
    const bool so = std::ranges::any_of(country.runs, [&](const assess::MinuteRun& run) {
      return run.state == state && run.first <= first && first + minutes <= run.first + run.minutes;
    });
    if (so) countries.push_back(country.country);
  }
  return countries;
}

std::uint32_t countries_that_measured(const assess::PathReach& path) {
  return static_cast<std::uint32_t>(std::ranges::count_if(
      path.countries, [](const auto& country) { return country.vantage_points > 0; }));
}

StateMinutes state_minutes(const assess::CountryReach& country) {
  StateMinutes minutes{};
  for (const auto& run : country.runs) minutes[static_cast<std::size_t>(run.state)] += run.minutes;
  return minutes;
}

}  // namespace tocsin::bundle
