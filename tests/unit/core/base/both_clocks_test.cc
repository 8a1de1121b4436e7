#include "core/base/both_clocks.h"

#include <gtest/gtest.h>

#include <deque>

namespace tocsin {
namespace {

using namespace std::chrono_literals;

// Each look at monotonic time takes as long as the test says next.
class SlowClock final : public Clock {
 public:
  explicit SlowClock(std::deque<Duration> looks) : looks_(std::move(looks)) {}

  MonotonicTime monotonic() const override {
    if (!looks_.empty()) {
      now_ += looks_.front();
      looks_.pop_front();
    }
    return MonotonicTime{now_};
  }
  WallTime wall() const override { return WallTime{1h + now_}; }

 private:
  mutable std::deque<Duration> looks_;
  mutable Duration now_{};
};

TEST(BothClocks, AreReadOnceWhereNothingInterrupts) {
  const SlowClock clock({10ns, 20ns, 1s});
  const auto both = read_both(clock);
  EXPECT_EQ(both.width(), 20ns);
  EXPECT_EQ(both.middle(), MonotonicTime{20ns});
  EXPECT_EQ(both.wall, WallTime{1h + 10ns});
}

TEST(BothClocks, AnInterruptedReadingIsTakenAgain) {
  const SlowClock clock({0ns, 4ms, 0ns, 30ns});
  EXPECT_EQ(read_both(clock).width(), 30ns);
}

TEST(BothClocks, OfReadingsThatAreAllWideTheNarrowestIsTaken) {
  const SlowClock clock({0ns, 4ms, 0ns, 2ms, 0ns, 3ms});
  EXPECT_EQ(read_both(clock).width(), 2ms);
}

TEST(BothClocks, MovedByIsWhatTheRateDoesNotExplain) {
  const BothClocks start{.before = {1s}, .wall = WallTime{1h}, .after = {1s}};
  const BothClocks end{.before = {2s}, .wall = WallTime{1h + 1001ms}, .after = {2s}};
  EXPECT_EQ(moved_by(start, end, {}), 1ms);
  EXPECT_EQ(moved_by(start, end, {.wall_per_monotonic = 1.001}), 0ns);
}

}  // namespace
}  // namespace tocsin
