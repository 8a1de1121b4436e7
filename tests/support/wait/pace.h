// A steady rate for a load that is measured: each turn comes at its own time, counted from the
// first, so that a late one does not shift those after it.
#pragma once

#include <chrono>

namespace tocsin::test {

class Pace {
 public:
  explicit Pace(std::chrono::nanoseconds every) : every_(every) {}

  void wait_for_turn();

 private:
  std::chrono::nanoseconds every_;
  std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now();
};

}  // namespace tocsin::test
