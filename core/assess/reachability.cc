#include "core/assess/reachability.h"

#include <algorithm>
#include <bit>

#include "core/assess/thresholds.h"

namespace tocsin::assess {
namespace {

constexpr std::uint32_t root_letters = 13;
constexpr Duration minute_length = std::chrono::minutes(1);

std::uint32_t bit_of(char letter) {
  return 1U << (letter - 'a');
}

// How many countries were in each state in one minute.
using Tally = std::array<std::uint32_t, minute_state_count>;

std::uint32_t count_of(const Tally& tally, MinuteState state) {
  return tally[static_cast<std::size_t>(state)];
}

std::uint32_t voices_of(const Tally& tally) {
  return count_of(tally, MinuteState::lost) + count_of(tally, MinuteState::partly) +
         count_of(tally, MinuteState::reached);
}

bool is_outage(const Tally& tally) {
  return 2 * count_of(tally, MinuteState::lost) > voices_of(tally);
}

// With f countries less, at worst f that had lost it, 2 (lost - f) > voices - f must hold.
std::uint32_t spare_of(const Tally& tally) {
  return 2 * count_of(tally, MinuteState::lost) - voices_of(tally) - 1;
}

void extend(std::vector<MinuteRun>& runs, std::uint32_t minute, MinuteState state) {
  if (runs.empty() || runs.back().state != state) runs.push_back({minute, 0, state});
  ++runs.back().minutes;
}

// Both run over the same minutes.
bool lost_throughout(const CountryReach& country, const Outage& outage) {
  return std::ranges::any_of(country.runs, [&](const MinuteRun& run) {
    return run.state == MinuteState::lost && run.first <= outage.first &&
           outage.first + outage.minutes <= run.first + run.minutes;
  });
}

void extend(std::vector<Outage>& outages, std::uint32_t minute, const Tally& tally) {
  const Outage here{.first = minute,
                    .minutes = 1,
                    .lost = count_of(tally, MinuteState::lost),
                    .voices = voices_of(tally),
                    .spare = spare_of(tally),
                    .countries = {}};
  if (outages.empty() || outages.back().first + outages.back().minutes != minute) {
    outages.push_back(here);
    return;
  }
  auto& last = outages.back();
  ++last.minutes;
  if (here.spare >= last.spare) return;
  last.lost = here.lost;
  last.voices = here.voices;
  last.spare = here.spare;
}

}  // namespace

std::optional<Service> service_from(std::string_view text) {
  if (text == "root") return Service{(1U << root_letters) - 1, needed_of(root_letters)};
  constexpr std::string_view prefix = "root/";
  if (!text.starts_with(prefix) || text.size() != prefix.size() + 1) return std::nullopt;
  const auto letter = text.back();
  if (letter < 'a' || letter >= static_cast<char>('a' + root_letters)) return std::nullopt;
  return Service{1U << (letter - 'a'), 1};
}

std::string_view name_of(MinuteState state) {
  constexpr std::array<std::string_view, minute_state_count> names{
      "not_measured", "no_voice", "lost", "partly", "reached"};
  return names[static_cast<std::size_t>(state)];
}

Result<Reachability> Reachability::over(Service service, WallTime from, WallTime to) {
  const auto whole = [](WallTime time) { return time.since_epoch % minute_length == Duration(0); };
  if (!whole(from) || !whole(to)) return fail("the span begins and ends with a minute");
  if (to <= from) return fail("the span ends before it begins");
  const auto minutes = (to - from) / minute_length;
  if (minutes > minutes_max) return fail("the span is longer than 31 days");
  return Reachability(service, from, static_cast<std::uint32_t>(minutes));
}

bool Reachability::wants(const Measurement& measurement) const {
  const auto since = measurement.t - from_;
  return measurement.kind == MeasurementKind::soa &&
         (service_.letters & bit_of(measurement.rsi)) != 0 && since >= Duration(0) &&
         since < minutes_ * minute_length;
}

// What was intercepted says nothing of the server.
Status<> Reachability::add(const Measurement& measurement, record::Reach reach) {
  const auto state = soa_state(measurement);
  if (!wants(measurement) || state == SoaState::missing) return {};
  auto& country = countries_[std::string(measurement.country)];
  auto found = country.find(measurement.vp);
  if (found == country.end()) {
    if (++vantage_points_ > vantage_points_max) return fail("there are too many vantage points");
    found = country.emplace(measurement.vp, VantagePoint()).first;
  }
  auto& minutes = found->second[path_of(measurement)];
  minutes.resize(minutes_);
  auto& cell = minutes[static_cast<std::size_t>((measurement.t - from_) / minute_length)];
  cell.asked |= bit_of(measurement.rsi);
  if (state == SoaState::available) cell.reached |= bit_of(measurement.rsi);
  cell.voiceless = cell.voiceless || reach != record::Reach::connected;
  return {};
}

// Letters that were not asked for are taken once as reached and once as not: where that matters,
// too little was measured.
MinuteState Reachability::state_of(const Minute& minute) const {
  if (minute.asked == 0) return MinuteState::not_measured;
  if (minute.voiceless) return MinuteState::no_voice;
  const auto reached = static_cast<std::uint32_t>(std::popcount(minute.reached));
  const auto unknown = static_cast<std::uint32_t>(std::popcount(service_.letters & ~minute.asked));
  if (reached >= service_.needed) return MinuteState::reached;
  return reached + unknown < service_.needed ? MinuteState::lost : MinuteState::not_measured;
}

MinuteState Reachability::state_of(const std::map<std::string, VantagePoint, std::less<>>& country,
                                   std::size_t path,
                                   std::uint32_t minute) const {
  Tally tally{};
  for (const auto& [name, vantage_point] : country) {
    const auto& minutes = vantage_point[path];
    if (!minutes.empty()) ++tally[static_cast<std::size_t>(state_of(minutes[minute]))];
  }
  const bool lost = count_of(tally, MinuteState::lost) > 0;
  const bool reached = count_of(tally, MinuteState::reached) > 0;
  if (lost && reached) return MinuteState::partly;
  if (lost) return MinuteState::lost;
  if (reached) return MinuteState::reached;
  return count_of(tally, MinuteState::no_voice) > 0 ? MinuteState::no_voice
                                                    : MinuteState::not_measured;
}

PathReach Reachability::result(std::size_t path) const {
  PathReach result{.path = path, .countries = {}, .outages = {}};
  for (const auto& [name, vantage_points] : countries_) {
    const auto measured = std::ranges::count_if(
        vantage_points, [&](const auto& each) { return !each.second[path].empty(); });
    const auto count = static_cast<std::size_t>(measured);
    result.countries.push_back({.country = name, .vantage_points = count, .runs = {}});
  }
  for (std::uint32_t minute = 0; minute < minutes_; ++minute) {
    Tally tally{};
    CountryReach* last_lost = nullptr;
    auto country = result.countries.begin();
    for (const auto& [name, vantage_points] : countries_) {
      const auto state = state_of(vantage_points, path, minute);
      ++tally[static_cast<std::size_t>(state)];
      if (state == MinuteState::lost) last_lost = &*country;
      extend(country++->runs, minute, state);
    }
    if (count_of(tally, MinuteState::lost) == 1) ++last_lost->alone;
    if (is_outage(tally)) extend(result.outages, minute, tally);
  }
  for (auto& outage : result.outages) {
    for (const auto& country : result.countries) {
      if (lost_throughout(country, outage)) outage.countries.push_back(country.country);
    }
  }
  return result;
}

std::vector<PathReach> Reachability::result() const {
  std::vector<PathReach> all;
  for (std::size_t path = 0; path < path_count; ++path) all.push_back(result(path));
  return all;
}

}  // namespace tocsin::assess
