#include "core/net/task_group.h"

#include <gtest/gtest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include "tests/unit/core/net/run.h"

namespace tocsin::net {
namespace {

using namespace std::chrono_literals;

Task<> count_after(Duration duration, int& count) {
  co_await pause(duration);
  ++count;
}

Task<> join(TaskGroup& group) {
  co_await group.join();
}

Task<> cancel_and_join(TaskGroup& group) {
  group.cancel();
  co_await group.join();
}

TEST(TaskGroup, JoinWaitsForEveryTask) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  int count = 0;
  for (int i = 0; i < 10; ++i) group.spawn(count_after(i * 1ms, count));
  EXPECT_EQ(group.size(), 10U);
  run(io, join(group));
  EXPECT_EQ(count, 10);
  EXPECT_EQ(group.size(), 0U);
}

TEST(TaskGroup, CancelStopsTasksAtTheirWait) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  int count = 0;
  for (int i = 0; i < 10; ++i) group.spawn(count_after(1h, count));
  run(io, cancel_and_join(group));
  EXPECT_EQ(count, 0);
  EXPECT_EQ(group.size(), 0U);
}

TEST(TaskGroup, ATaskSpawnedAfterCancelIsCancelledToo) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  int count = 0;
  group.cancel();
  group.spawn(count_after(1h, count));
  run(io, join(group));
  EXPECT_EQ(count, 0);
}

Task<> spawn_and_cancel(TaskGroup& group, int& count) {
  group.spawn(count_after(0ms, count));
  group.cancel();
  co_await group.join();
}

TEST(TaskGroup, ATaskThatIsCancelledBeforeItBeginsNeverDoes) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  int count = 0;
  boost::asio::post(io, [&] {
    group.spawn(count_after(0ms, count));
    group.cancel();
  });
  io.run();
  io.restart();
  run(io, spawn_and_cancel(group, count));
  EXPECT_EQ(count, 0);
  EXPECT_EQ(group.size(), 0U);
}

Task<> cancel_and_end(TaskGroup& group, int& ended) {
  group.cancel();
  ++ended;
  co_return;
}

TEST(TaskGroup, ATaskMayCancelItselfAndEndWithoutWaiting) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  int ended = 0;
  group.spawn(cancel_and_end(group, ended));
  run(io, join(group));
  EXPECT_EQ(ended, 1);
}

// A task that outlasts its own cancellation, to end two groups of its own.
Task<> end_both(TaskGroup& first, TaskGroup& second, int& ended) {
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  try {
    co_await pause(1h);
  } catch (const boost::system::system_error&) {
    ++ended;
  }
  co_await first.join();
  co_await second.join();
  ++ended;
}

TEST(TaskGroup, JoinsOneAfterTheOtherInATaskThatOutlastsItsCancellation) {
  boost::asio::io_context io;
  TaskGroup owner(io.get_executor());
  TaskGroup first(io.get_executor());
  TaskGroup second(io.get_executor());
  int count = 0;
  int ended = 0;
  first.spawn(count_after(1ms, count));
  second.spawn(count_after(2ms, count));
  owner.spawn(end_both(first, second, ended));
  io.poll();
  run(io, cancel_and_join(owner));
  EXPECT_EQ(ended, 2);
  EXPECT_EQ(count, 2);
}

TEST(TaskGroup, JoiningAnEmptyGroupReturnsAtOnce) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  run(io, join(group));
  EXPECT_EQ(group.size(), 0U);
}

Task<> fail() {
  co_await pause(0ms);
  throw std::runtime_error("broken");
}

TEST(TaskGroupDeathTest, AnExceptionThatATaskLetsOutIsABug) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  boost::asio::io_context io;
  EXPECT_DEATH(
      {
        TaskGroup group(io.get_executor());
        group.spawn(fail());
        run(io, join(group));
      },
      "a task ends by itself or by cancellation");
}

TEST(TaskGroupDeathTest, AGroupThatIsNotJoinedIsABug) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  boost::asio::io_context io;
  EXPECT_DEATH(
      {
        TaskGroup group(io.get_executor());
        group.spawn(pause_for_ever());
      },
      "joined before it goes away");
}

}  // namespace
}  // namespace tocsin::net
