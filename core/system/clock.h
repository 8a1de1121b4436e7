// The real clock: CLOCK_MONOTONIC_RAW, which nobody steps or slews, and CLOCK_REALTIME, which the
// kernel's own packet stamps use too. Stateless: any number of them, on any thread.
#pragma once

#include "core/base/clock.h"

namespace tocsin::system {

class SystemClock final : public Clock {
 public:
  MonotonicTime monotonic() const override;
  WallTime wall() const override;
  WallRate wall_rate() const override;  // adjtimex(2), a question without privilege
};

}  // namespace tocsin::system
