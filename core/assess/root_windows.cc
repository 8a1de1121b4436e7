#include "core/assess/root_windows.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/assess/month.h"
#include "core/assess/month_columns.h"

namespace tocsin::assess {
namespace {

constexpr std::int64_t intervals_of_a_day = std::chrono::hours(24) / interval_length;
constexpr std::int64_t intervals_to_settle = RootWindows::settled_after / interval_length;
constexpr std::int64_t intervals_kept = intervals_of_a_day + intervals_to_settle;

std::int64_t interval_at(WallTime time) {
  return time.since_epoch / interval_length;
}

std::int64_t intervals_of(Window window) {
  return window == Window::hour ? std::chrono::hours(1) / interval_length : intervals_of_a_day;
}

constexpr Duration sent_step = std::chrono::milliseconds(5);
constexpr std::uint32_t steps_of_interval = interval_length / sent_step;

std::uint16_t step_of(WallTime at) {
  const auto since = at - WallTime{interval_at(at) * interval_length};
  return static_cast<std::uint16_t>(since / sent_step);
}

std::size_t letter_of(const Measurement& measurement) {
  return static_cast<std::size_t>(measurement.rsi - 'a');
}

std::size_t cell_of(std::size_t path, std::size_t letter) {
  return path * letter_count + letter;
}

std::uint8_t family_of(std::size_t path) {
  return paths[path].family == plan::Family::v4 ? 0 : 1;
}

}  // namespace

void RootWindows::add(const Measurement& measurement) {
  if (measurement.outcome == record::Outcome::intercepted) return;
  if (letter_of(measurement) >= letter_count) return;
  auto* interval = interval_of(day_of(measurement.vp), interval_at(measurement.t));
  if (interval == nullptr) return;
  if (measurement.kind == MeasurementKind::soa) return add_soa(*interval, measurement);
  add_response(*interval, measurement);
}

void RootWindows::add_soa(Interval& interval, const Measurement& measurement) {
  const auto cell = cell_of(path_of(measurement), letter_of(measurement));
  auto& asked = interval.asked[cell];
  if (asked == std::numeric_limits<std::uint8_t>::max()) return;
  ++asked;
  if (soa_state(measurement) != SoaState::available) return;
  ++interval.served[cell];
  offer_first(interval, cell, measurement);
}

// Of two sent at the same time the worse one, so that their order does not matter.
void RootWindows::add_response(Interval& interval, const Measurement& measurement) {
  auto& first = interval.responses[letter_of(measurement)];
  const bool gives_way = measurement.outcome == record::Outcome::truncated;
  const std::uint32_t sent = step_of(measurement.t) + (gives_way ? steps_of_interval : 0);
  const auto state = correctness_state(measurement);
  const bool is_later = std::pair(first.sent, first.state) <= std::pair(sent, state);
  if (first.state != CorrectnessState::missing && is_later) return;
  first = {.sent = sent, .state = state, .family = family_of(path_of(measurement))};
}

void RootWindows::cut(std::string_view probe, plan::Family family, WallTime from, WallTime until) {
  auto& day = day_of(probe);
  for (auto number = interval_at(from); number <= interval_at(until); ++number) {
    auto* interval = interval_of(day, number);
    if (interval != nullptr) interval->cut[family == plan::Family::v4 ? 0 : 1] = true;
  }
}

RootWindows::Day& RootWindows::day_of(std::string_view probe) {
  const auto found = probes_.find(probe);
  return found != probes_.end() ? found->second : probes_[std::string(probe)];
}

void RootWindows::offer_first(Interval& interval,
                              std::size_t cell,
                              const Measurement& measurement) {
  auto& sent = interval.first_sent[cell];
  auto& first = interval.first_rtt[cell];
  const auto step = step_of(measurement.t);
  const auto rtt = static_cast<std::uint32_t>(measurement.rtt->count());
  if (rtt == 0 || (first != 0 && std::pair(sent, first) <= std::pair(step, rtt))) return;
  sent = step;
  first = rtt;
}

RootWindows::Interval* RootWindows::interval_of(Day& day, std::int64_t number) {
  if (!day.empty() && number < day.back().number - intervals_kept) return nullptr;
  const auto place = std::ranges::lower_bound(day, number, {}, &Interval::number);
  if (place != day.end() && place->number == number) return &*place;
  day.insert(place, Interval{.number = number});
  while (day.front().number < day.back().number - intervals_kept) day.pop_front();
  return &*std::ranges::lower_bound(day, number, {}, &Interval::number);
}

WindowFigures RootWindows::figures(Window window, WallTime now) const {
  const auto end = interval_at(now);
  const Span span{end - intervals_of(window), end};
  const Span settled{span.first - intervals_to_settle, span.end - intervals_to_settle};
  WindowFigures figures{.window = window, .paths = {}, .responses = responses(settled)};
  for (std::size_t path = 0; path < figures.paths.size(); ++path) {
    figures.paths[path] = path_window(span, path);
  }
  return figures;
}

PathWindow RootWindows::path_window(Span span, std::size_t path) const {
  PathWindow figures;
  std::vector<Tally> voices;
  std::array<ResponseTimes, letter_count> times;
  for (const auto& [name, day] : probes_) {
    const auto intervals = within(day, span, path);
    if (intervals.empty()) continue;
    const auto expected = static_cast<std::uint64_t>(span.end - span.first);
    figures.expected += expected;
    for (auto& letter : figures.letters) letter.expected += expected;
    for (const auto* interval : intervals) {
      auto& voice = voices.emplace_back();
      for (std::size_t i = 0; i < letter_count; ++i) {
        const auto cell = cell_of(path, i);
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

std::array<Responses, letter_count> RootWindows::responses(Span span) const {
  const auto expected = static_cast<std::uint64_t>(span.end - span.first);
  std::array<Responses, letter_count> all{};
  for (const auto& [name, day] : probes_) {
    std::array<Responses, letter_count> own{};
    for (const auto& interval : day) {
      if (interval.number < span.first || interval.number >= span.end) continue;
      for (std::size_t i = 0; i < letter_count; ++i) {
        const auto& [sent, state, family] = interval.responses[i];
        if (!interval.cut[family]) own[i].add(state);
      }
    }
    if (std::ranges::all_of(own, [](const auto& each) { return each.measured() == 0; })) continue;
    for (std::size_t i = 0; i < letter_count; ++i) {
      own[i].missing = expected - own[i].measured();
      all[i] += own[i];
    }
  }
  return all;
}

std::vector<const RootWindows::Interval*> RootWindows::within(const Day& day,
                                                              Span span,
                                                              std::size_t path) {
  std::vector<const Interval*> found;
  for (const auto& interval : day) {
    const bool outside = interval.number < span.first || interval.number >= span.end;
    if (outside || interval.cut[family_of(path)]) continue;
    for (std::size_t i = 0; i < letter_count; ++i) {
      if (interval.asked[cell_of(path, i)] == 0) continue;
      found.push_back(&interval);
      break;
    }
  }
  return found;
}

}  // namespace tocsin::assess
