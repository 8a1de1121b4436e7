// Real time, of which the wall's can be set.
#pragma once

#include "core/base/clock.h"
#include "core/system/clock.h"

namespace tocsin::probe {

class SetClock final : public Clock {
 public:
  explicit SetClock(Duration ahead = {}) : ahead_(ahead) {}
  MonotonicTime monotonic() const override { return real_.monotonic(); }
  WallTime wall() const override { return real_.wall() + ahead_; }
  void step(Duration by) { ahead_ += by; }

 private:
  system::SystemClock real_;
  Duration ahead_;
};

}  // namespace tocsin::probe
