#include "probes/engine/round_trip.h"

#include <algorithm>

namespace tocsin::probe {
namespace {

bool lies_between(const std::optional<MonotonicTime>& time,
                  MonotonicTime first,
                  MonotonicTime last) {
  return time && *time >= first && *time <= last;
}

RoundTrip between(MonotonicTime start, MonotonicTime end, record::RttSource source) {
  return {.sent_at = start, .rtt = std::max(end - start, Duration(1)), .source = source};
}

}  // namespace

BothClocks read_both(const Clock& clock) {
  const auto before = clock.monotonic();
  const auto wall = clock.wall();
  return {.before = before, .wall = wall, .after = clock.monotonic()};
}

MonotonicTime to_monotonic(WallTime stamp, const BothClocks& now) {
  const auto middle = now.before + (now.after - now.before) / 2;
  return middle - (now.wall - stamp);
}

RoundTrip round_trip(const Moments& moments) {
  using record::RttSource;
  const auto [first, last, left, arrived] = moments;
  if (!lies_between(arrived, first, last)) return between(first, last, RttSource::bracket);
  if (!lies_between(left, first, *arrived)) {
    return between(first, *arrived, RttSource::kernel_receive);
  }
  return between(*left, *arrived, RttSource::kernel);
}

}  // namespace tocsin::probe
