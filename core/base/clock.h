// The one seam through which code learns the time. The real clock is core/system's; tests and the
// simulator pass one that they move themselves.
#pragma once

#include "core/base/time.h"

namespace tocsin {

// How fast wall time is being made to run against monotonic time: 1.000050 where whoever
// disciplines it corrects it by 50 ppm. Steps are not in it, nor what adjtime(3) still works off.
struct WallRate {
  double wall_per_monotonic = 1;
};

class Clock {
 public:
  virtual ~Clock() = default;
  virtual MonotonicTime monotonic() const = 0;
  virtual WallTime wall() const = 0;
  // At this moment. A clock that does not say runs true.
  virtual WallRate wall_rate() const { return {}; }
};

}  // namespace tocsin
