// A clock whose wall time the test steps and slews as an administrator or a time daemon would.
// Monotonic time is the truth. Each look at it takes as long as a real one.
#pragma once

#include <cmath>

#include "core/base/clock.h"

namespace tocsin::probe {

class AdjustableClock final : public Clock {
 public:
  MonotonicTime monotonic() const override {
    pass(std::chrono::nanoseconds(25));
    return MonotonicTime{since_boot_};
  }
  WallTime wall() const override { return WallTime{std::chrono::hours(500'000) + wall_}; }
  WallRate wall_rate() const override { return {.wall_per_monotonic = 1 + ppm_ * 1e-6}; }

  void pass(Duration time) const {
    since_boot_ += time;
    gained_ += static_cast<double>(time.count()) * ppm_ * 1e-6;
    wall_ = since_boot_ + stepped_ + Duration(std::llround(gained_));
  }
  void step(Duration by) {
    stepped_ += by;
    pass({});
  }
  void slew(double ppm) { ppm_ = ppm; }

 private:
  mutable Duration since_boot_ = std::chrono::hours(1);
  mutable Duration wall_{};
  mutable double gained_ = 0;
  Duration stepped_{};
  double ppm_ = 0;
};

}  // namespace tocsin::probe
