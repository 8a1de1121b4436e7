#include "core/system/clock.h"

#include <sys/timex.h>

#include <ctime>

#include "core/base/check.h"

namespace tocsin::system {
namespace {

Duration read(clockid_t id) {
  timespec time{};
  check(clock_gettime(id, &time) == 0, "the kernel has this clock");
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

MonotonicTime SystemClock::monotonic() const {
  return MonotonicTime{read(CLOCK_MONOTONIC_RAW)};
}

WallTime SystemClock::wall() const {
  return WallTime{read(CLOCK_REALTIME)};
}

// The kernel adds both: `tick` in microseconds of 1/100 s, `freq` in ppm scaled by 2^16.
WallRate SystemClock::wall_rate() const {
  timex kernel{};
  if (adjtimex(&kernel) == -1) return {};
  const double tick = static_cast<double>(kernel.tick) / 10'000;
  return {.wall_per_monotonic = tick + static_cast<double>(kernel.freq) / 65'536 * 1e-6};
}

}  // namespace tocsin::system
