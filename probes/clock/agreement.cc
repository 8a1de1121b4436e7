#include "probes/clock/agreement.h"

#include <algorithm>

namespace tocsin::probe {
namespace {

using Intervals = std::span<const ErrorInterval>;

std::size_t holding(Intervals intervals, Duration point) {
  const auto holds = [&](const ErrorInterval& i) { return i.low <= point && point <= i.high; };
  return static_cast<std::size_t>(std::ranges::count_if(intervals, holds));
}

// From the first to the last point that lies in so many intervals. The first such point is the low
// end of some interval, and the last the high end of one.
std::optional<ErrorInterval> common(Intervals intervals, std::size_t so_many) {
  std::optional<Duration> low;
  std::optional<Duration> high;
  for (const auto& interval : intervals) {
    const bool starts = holding(intervals, interval.low) >= so_many;
    if (starts && (!low || interval.low < *low)) low = interval.low;
    const bool ends = holding(intervals, interval.high) >= so_many;
    if (ends && (!high || interval.high > *high)) high = interval.high;
  }
  if (!low || !high) return std::nullopt;
  return ErrorInterval{.low = *low, .high = *high};
}

Agreement agreement_on(const ErrorInterval& truth, Intervals intervals) {
  Agreement agreement{.interval = truth, .falsetickers = {}};
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    const bool outside = intervals[i].high < truth.low || intervals[i].low > truth.high;
    if (outside) agreement.falsetickers.push_back(i);
  }
  return agreement;
}

}  // namespace

Duration Agreement::bound() const {
  return std::max(std::chrono::abs(interval.low), std::chrono::abs(interval.high));
}

std::optional<Agreement> agree(Intervals intervals) {
  const auto majority = intervals.size() / 2 + 1;
  if (!common(intervals, std::max(majority, agreeing_min))) return std::nullopt;
  return agreement_on(*common(intervals, majority), intervals);
}

}  // namespace tocsin::probe
