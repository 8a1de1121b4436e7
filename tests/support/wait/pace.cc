#include "tests/support/wait/pace.h"

#include <thread>

namespace tocsin::test {

void Pace::wait_for_turn() {
  next_ += every_;
  std::this_thread::sleep_until(next_);
}

}  // namespace tocsin::test
