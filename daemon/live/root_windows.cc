#include "daemon/live/root_windows.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tocsin::collector {
namespace {

constexpr Duration interval_length = std::chrono::minutes(5);
constexpr std::int64_t intervals_of_a_day = std::chrono::hours(24) / interval_length;

std::int64_t interval_at(WallTime time) {
  return time.since_epoch / interval_length;
}

std::int64_t intervals_of(Window window) {
  return window == Window::hour ? std::chrono::hours(1) / interval_length : intervals_of_a_day;
}

constexpr Duration sent_step = std::chrono::milliseconds(5);
constexpr Duration rtt_limit = std::chrono::seconds(4);  // core/assess/latency.h

std::uint16_t step_of(WallTime at) {
  const auto since = at - WallTime{interval_at(at) * interval_length};
  return static_cast<std::uint16_t>(since / sent_step);
}

std::uint32_t nanoseconds_of(const std::optional<Duration>& rtt) {
  if (!rtt || *rtt <= Duration::zero()) return 0;
  return static_cast<std::uint32_t>(std::min(*rtt, rtt_limit).count());
}

// Paths as WindowFigures has them.
std::size_t cell_index(std::size_t letter, std::size_t path) {
  const RootTarget target{static_cast<char>('a' + letter), families[path / 2]};
  return index_of(RootCell{target, transports[path % 2]});
}

}  // namespace

void RootWindows::measured(const std::string& probe,
                           const RootCell& cell,
                           WallTime at,
                           Outcome outcome,
                           std::optional<Duration> rtt) {
  auto& [day, newest] = probes_[probe];
  auto* interval = interval_of(day, interval_at(at));
  if (interval == nullptr) return;
  auto& asked = interval->asked[index_of(cell)];
  if (asked == std::numeric_limits<std::uint8_t>::max()) return;
  ++asked;
  const bool served = outcome == Outcome::served;
  if (served) ++interval->served[index_of(cell)];
  newest.push_back({.cell = index_of(cell),
                    .at = at,
                    .outcome = outcome,
                    .rtt = served ? nanoseconds_of(rtt) : 0});
  offer_first(*interval, newest.back());
  while (newest.front().at < at - doubt_max) newest.pop_front();
}

void RootWindows::take_back(const std::string& probe, plan::Family family, const TimeSpan& span) {
  const auto found = probes_.find(probe);
  if (found == probes_.end()) return;
  auto& [day, newest] = found->second;
  bool took_first = false;
  std::erase_if(newest, [&](const Measured& measured) {
    const bool meant = root_cell(measured.cell).target.family == family && span.covers(measured.at);
    auto* interval = meant ? interval_of(day, interval_at(measured.at)) : nullptr;
    if (interval == nullptr) return meant;
    --interval->asked[measured.cell];
    if (measured.outcome == Outcome::served) --interval->served[measured.cell];
    if (is_first(*interval, measured)) {
      interval->first_rtt[measured.cell] = 0;
      took_first = true;
    }
    return true;
  });
  if (!took_first) return;
  // The next one takes its place: it was sent later, so that it is among the newest too.
  for (const auto& measured : newest) {
    auto* interval = interval_of(day, interval_at(measured.at));
    if (interval != nullptr) offer_first(*interval, measured);
  }
}

void RootWindows::offer_first(Interval& interval, const Measured& measured) {
  if (measured.rtt == 0) return;
  auto& sent = interval.first_sent[measured.cell];
  auto& rtt = interval.first_rtt[measured.cell];
  const auto step = step_of(measured.at);
  if (rtt != 0 && std::pair(sent, rtt) <= std::pair(step, measured.rtt)) return;
  sent = step;
  rtt = measured.rtt;
}

bool RootWindows::is_first(const Interval& interval, const Measured& measured) {
  return measured.rtt != 0 && interval.first_rtt[measured.cell] == measured.rtt &&
         interval.first_sent[measured.cell] == step_of(measured.at);
}

RootWindows::Interval* RootWindows::interval_of(Day& day, std::int64_t number) {
  if (!day.empty() && number < day.back().number - intervals_of_a_day) return nullptr;
  const auto place = std::ranges::lower_bound(day, number, {}, &Interval::number);
  if (place != day.end() && place->number == number) return &*place;
  day.insert(place, Interval{.number = number});
  while (day.front().number < day.back().number - intervals_of_a_day) day.pop_front();
  return &*std::ranges::lower_bound(day, number, {}, &Interval::number);
}

WindowFigures RootWindows::figures(Window window, WallTime now) const {
  const auto end = interval_at(now);
  const Span span{end - intervals_of(window), end};
  WindowFigures figures{.window = window, .paths = {}};
  for (std::size_t path = 0; path < figures.paths.size(); ++path) {
    figures.paths[path] = path_window(span, path);
  }
  return figures;
}

PathWindow RootWindows::path_window(Span span, std::size_t path) const {
  PathWindow figures;
  std::vector<Tally> voices;
  std::array<assess::ResponseTimes, letter_count> times;
  for (const auto& [name, of_probe] : probes_) {
    const auto intervals = within(of_probe.day, span, path);
    if (intervals.empty()) continue;
    const auto expected = static_cast<std::uint64_t>(span.end - span.first);
    figures.expected += expected;
    for (auto& letter : figures.letters) letter.expected += expected;
    for (const auto* interval : intervals) {
      auto& voice = voices.emplace_back();
      for (std::size_t i = 0; i < letter_count; ++i) {
        const auto cell = cell_index(i, path);
        if (interval->asked[cell] == 0) continue;
        if (interval->first_rtt[cell] != 0) times[i].measured.push_back(interval->first_rtt[cell]);
        const std::uint32_t up = 2 * interval->served[cell] > interval->asked[cell] ? 1 : 0;
        ++voice.measured;
        voice.up += up;
        ++figures.letters[i].measured;
        figures.letters[i].up += up;
      }
    }
  }
  figures.measured = voices.size();
  figures.figure = root_figure(voices, figures.expected - figures.measured);
  for (std::size_t i = 0; i < letter_count; ++i) {
    const auto& letter = figures.letters[i];
    times[i].missing = letter.expected - letter.measured;
    figures.latency[i] = {times[i].measured.size(), median_time(std::move(times[i]))};
  }
  return figures;
}

std::vector<const RootWindows::Interval*> RootWindows::within(const Day& day,
                                                              Span span,
                                                              std::size_t path) {
  std::vector<const Interval*> found;
  for (const auto& interval : day) {
    if (interval.number < span.first || interval.number >= span.end) continue;
    for (std::size_t i = 0; i < letter_count; ++i) {
      if (interval.asked[cell_index(i, path)] == 0) continue;
      found.push_back(&interval);
      break;
    }
  }
  return found;
}

}  // namespace tocsin::collector
