#include "daemon/live/cut_times.h"

#include <algorithm>

namespace tocsin::collector {

TimeSpan CutTimes::closed_without_way(WallTime closed, const Rules& rules) {
  const TimeSpan added{closed - rules.cut_before, closed + rules.cut_after};
  auto joined = added;
  std::erase_if(spans_, [&](const TimeSpan& span) {
    const bool touches = span.from <= joined.until && joined.from <= span.until;
    if (touches) joined = {std::min(span.from, joined.from), std::max(span.until, joined.until)};
    return touches;
  });
  spans_.insert(std::ranges::upper_bound(spans_, joined.from, {}, &TimeSpan::from), joined);
  if (spans_.size() > spans_max) spans_.erase(spans_.begin());
  return added;
}

bool CutTimes::covers(WallTime time) const {
  return std::ranges::any_of(spans_, [&](const TimeSpan& span) { return span.covers(time); });
}

}  // namespace tocsin::collector
