// The one seam through which code learns the time. The real clock is core/system's; tests and the
// simulator pass one that they move themselves.
#pragma once

#include "core/base/time.h"

namespace tocsin {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual MonotonicTime monotonic() const = 0;
  virtual WallTime wall() const = 0;
};

}  // namespace tocsin
