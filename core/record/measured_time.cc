#include "core/record/measured_time.h"

#include <algorithm>

namespace tocsin::record {

std::optional<WallTime> measured_at(const ClockReading& closed_at, MonotonicTime sent_at) {
  const bool in_order = sent_at >= MonotonicTime{} && sent_at <= closed_at.monotonic;
  if (!in_order || closed_at.wall < WallTime{}) return std::nullopt;
  const Duration before_closing = closed_at.monotonic - sent_at;
  return WallTime{std::max(closed_at.wall.since_epoch - before_closing, Duration::zero())};
}

std::optional<WallTime> believed(WallTime measured, WallTime arrival, Duration ahead_max) {
  if (measured > arrival + ahead_max) return std::nullopt;
  return std::min(measured, arrival);
}

}  // namespace tocsin::record
