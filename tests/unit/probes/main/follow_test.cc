#include "probes/main/follow.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "core/net/task_group.h"
#include "core/system/clock.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

class FollowTest : public testing::Test {
 protected:
  const system::SystemClock clock_;
  boost::asio::io_context io_;
  net::TaskGroup group_{io_.get_executor()};
};

TEST_F(FollowTest, HandsOverEachSlotWhenItsTimeHasCome) {
  const auto soon = clock_.monotonic() + 10ms;
  const auto phase = soon.since_boot % 10s;
  Schedule schedule({{.target = 7, .every = 10s, .phase = phase}}, clock_.monotonic());
  std::vector<Due> asked;
  const std::function<void(const Work&)> act = [&](const Work& work) {
    asked = work.due;
    group_.cancel();
  };
  group_.spawn(follow(schedule, clock_, act));
  io_.run();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].target, 7U);
  EXPECT_GE(clock_.monotonic(), soon);
}

TEST_F(FollowTest, WaitsForEverWhereNothingIsDue) {
  Schedule schedule({}, clock_.monotonic());
  const std::function<void(const Work&)> act = [](const Work&) { FAIL() << "nothing is due"; };
  group_.spawn(follow(schedule, clock_, act));
  io_.run_for(20ms);
  EXPECT_EQ(group_.size(), 1U);
  group_.cancel();
  io_.run();
  EXPECT_EQ(group_.size(), 0U);
}

}  // namespace
}  // namespace tocsin::probe
