#include "core/net/deadline.h"

#include <gtest/gtest.h>

#include "core/net/task_group.h"
#include "tests/unit/core/net/run.h"

namespace tocsin::net {
namespace {

using namespace std::chrono_literals;

// Says how it ended, even where it is unwound by cancellation.
struct Witness {
  bool unwound = false;
  bool finished = false;
};

struct NoteUnwinding {
  Witness& witness;
  ~NoteUnwinding() { witness.unwound = true; }
};

Task<int> answer_after(Duration duration, Witness& witness) {
  const NoteUnwinding note(witness);
  co_await pause(duration);
  witness.finished = true;
  co_return 42;
}

Task<> ask(Duration timeout, Duration work, Witness& witness, std::optional<int>& result) {
  result = co_await with_deadline(timeout, answer_after(work, witness));
}

TEST(Deadline, WhatEndsInTimeGivesItsValue) {
  boost::asio::io_context io;
  Witness witness;
  std::optional<int> result;
  run(io, ask(10s, 1ms, witness, result));
  EXPECT_EQ(result, 42);
}

TEST(Deadline, WhatIsLateIsUnwoundAndGivesNothing) {
  boost::asio::io_context io;
  Witness witness;
  std::optional<int> result = 0;
  run(io, ask(1ms, 1h, witness, result));
  EXPECT_FALSE(result);
  EXPECT_TRUE(witness.unwound);
  EXPECT_FALSE(witness.finished);
}

TEST(Deadline, ATimeoutThatHasPassedStopsTheTaskAtItsFirstWait) {
  boost::asio::io_context io;
  Witness witness;
  std::optional<int> result = 0;
  run(io, ask(-1s, 1h, witness, result));
  EXPECT_FALSE(result);
  EXPECT_TRUE(witness.unwound);
}

Task<> cancel_after(Duration duration, TaskGroup& group) {
  co_await pause(duration);
  group.cancel();
  co_await group.join();
}

TEST(Deadline, CancellingTheAwaitingTaskCancelsTheInnerOne) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  Witness witness;
  std::optional<int> result = 0;
  group.spawn(ask(1h, 1h, witness, result));
  run(io, cancel_after(1ms, group));
  EXPECT_EQ(result, 0);
  EXPECT_TRUE(witness.unwound);
}

Task<int> failing() {
  co_await pause(0ms);
  throw std::runtime_error("broken");
}

Task<> ask_failing() {
  co_await with_deadline(1h, failing());
}

TEST(Deadline, AnExceptionOfTheTaskIsNotTakenForALateOne) {
  boost::asio::io_context io;
  EXPECT_THROW(run(io, ask_failing()), std::runtime_error);
}

Task<int> ask_within(Duration inner, Witness& witness) {
  const auto result = co_await with_deadline(inner, answer_after(1h, witness));
  co_return result.value_or(-1);
}

Task<> ask_nested(Duration outer, Duration inner, Witness& witness, std::optional<int>& result) {
  result = co_await with_deadline(outer, ask_within(inner, witness));
}

TEST(Deadline, OfTwoNestedOnesTheEarlierEndsTheWait) {
  for (const auto& [outer, inner, expected] :
       {std::tuple(Duration(1h), Duration(1ms), std::optional(-1)),
        std::tuple(Duration(1ms), Duration(1h), std::optional<int>())}) {
    boost::asio::io_context io;
    Witness witness;
    std::optional<int> result = 0;
    run(io, ask_nested(outer, inner, witness, result));
    EXPECT_EQ(result, expected);
    EXPECT_TRUE(witness.unwound);
  }
}

}  // namespace
}  // namespace tocsin::net
