#include "probes/engine/round_trip.h"

#include <algorithm>
#include <cmath>

namespace tocsin::probe {
namespace {

// Where the stamp lies on the line through both readings; nothing where it is not between them.
std::optional<MonotonicTime> to_monotonic(const std::optional<WallTime>& stamp,
                                          const Moments& moments) {
  const auto& start = moments.before_send;
  const auto& end = moments.after_receive;
  if (!stamp || *stamp < start.wall || *stamp > end.wall) return std::nullopt;
  const auto whole = static_cast<double>((end.wall - start.wall).count());
  const auto part = static_cast<double>((*stamp - start.wall).count());
  const auto length = static_cast<double>((end.middle() - start.middle()).count());
  const double offset = whole > 0 ? length * (part / whole) : 0;
  return start.middle() + Duration(std::llround(offset));
}

RoundTrip between(MonotonicTime start, MonotonicTime end, record::RttSource source) {
  return {.sent_at = start, .rtt = std::max(end - start, Duration(1)), .source = source};
}

MonotonicTime start_without_stamp(const Moments& moments) {
  const auto before = moments.before_send.after;
  const auto call = moments.sent_by.value_or(before) - before;
  return call <= undisturbed_call_max ? before + call / 2 : before;
}

}  // namespace

bool ran_straight(const Moments& moments) {
  const auto& start = moments.before_send;
  const auto& end = moments.after_receive;
  const auto moved = std::chrono::abs(moved_by(start, end, moments.rate));
  return moved + (start.width() + end.width()) / 2 <= unnoticed_max;
}

RoundTrip round_trip(const Moments& moments) {
  using record::RttSource;
  const auto first = moments.before_send.after;
  const auto last = moments.after_receive.before;
  const bool straight = ran_straight(moments);
  const auto arrived = straight ? to_monotonic(moments.arrived, moments) : std::nullopt;
  if (!arrived) return between(first, last, RttSource::bracket);
  const auto left = to_monotonic(moments.left, moments);
  const auto left_before = std::min(moments.left_before.value_or(*arrived), *arrived);
  if (left && *left <= left_before) return between(*left, *arrived, RttSource::kernel);
  const auto start = std::min(start_without_stamp(moments), *arrived);
  return between(start, *arrived, RttSource::kernel_receive);
}

}  // namespace tocsin::probe
