#include "core/system/clock.h"

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

}  // namespace tocsin::system
