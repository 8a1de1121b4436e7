#include "core/net/slots.h"

#include <gtest/gtest.h>

#include "core/net/task_group.h"
#include "tests/unit/core/net/run.h"

namespace tocsin::net {
namespace {

using namespace std::chrono_literals;

struct Load {
  int now = 0;
  int most = 0;
  int done = 0;
};

Task<> work(Slots& slots, Load& load) {
  const auto slot = co_await slots.acquire();
  load.most = std::max(load.most, ++load.now);
  co_await pause(1ms);
  --load.now;
  ++load.done;
}

Task<> hold(Slots& slots) {
  const auto slot = co_await slots.acquire();
  co_await pause_for_ever();
}

Task<> join(TaskGroup& group) {
  co_await group.join();
}

Task<> cancel_one_then_join_other(TaskGroup& holders, TaskGroup& workers) {
  co_await pause(1ms);
  holders.cancel();
  co_await holders.join();
  co_await workers.join();
}

TEST(Slots, NeverMoreThanTheirNumberRunAndAllGetTheirTurn) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  Slots slots(io.get_executor(), 3);
  Load load;
  for (int i = 0; i < 20; ++i) group.spawn(work(slots, load));
  run(io, join(group));
  EXPECT_EQ(load.most, 3);
  EXPECT_EQ(load.done, 20);
  EXPECT_EQ(slots.free(), 3U);
}

TEST(Slots, ACancelledHolderAndACancelledWaiterLeaveTheSlotToTheOthers) {
  boost::asio::io_context io;
  TaskGroup holders(io.get_executor());
  TaskGroup workers(io.get_executor());
  Slots slots(io.get_executor(), 1);
  Load load;
  holders.spawn(hold(slots));
  holders.spawn(hold(slots));
  workers.spawn(work(slots, load));
  run(io, cancel_one_then_join_other(holders, workers));
  EXPECT_EQ(load.done, 1);
  EXPECT_EQ(slots.free(), 1U);
}

}  // namespace
}  // namespace tocsin::net
