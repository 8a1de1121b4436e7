// Whether this process was kept from running, paused or starved of its CPU, while it waited for
// others: then their silence was its own, and what it measured of time says nothing.
#pragma once

#include "core/base/time.h"

namespace tocsin::net {

// Timers ring a bit late. Who ends so long after the time that it had was kept from running, and
// may have been all the while.
inline constexpr Duration overslept_after = std::chrono::milliseconds(500);

constexpr bool overslept(Duration waited, Duration time_it_had) {
  return waited > time_it_had + overslept_after;
}

}  // namespace tocsin::net
