#include "probes/main/round_run.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "core/plan/root_hints.h"
#include "core/system/entropy.h"
#include "probes/main/follow.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/unit/probes/main/set_clock.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

constexpr Duration hour = 1h;
constexpr std::size_t tests = 100;

// A plan whose rounds have a hundred tests, one every 20 ms, and does nothing for each.
class RoundRunTest : public testing::Test {
 protected:
  explicit RoundRunTest(FirstRound first = FirstRound::rest, record::ProbeId probe = {})
      : first_(first),
        clock_(until_an_hour_begins() - hour / 2),
        run_(io_.get_executor(),
             clock_,
             {.clock = clock_,
              .spool = *spool_,
              .references = references_,
              .entropy = entropy_,
              .ports = {},
              .on_closed = [this] { left_out_at_closing_.push_back(run_.left_out().total()); }},
             {.key = key_, .probe = probe, .incarnation = 5, .software = "tocsin-probe/test"},
             {.plan = plan::spec10(),
              .targets = std::make_shared<plan::TargetSet>(plan::compiled_root_targets()),
              .every = hour,
              .round = [this](std::int64_t interval) { return round(interval); },
              .first = first},
             [this](RoundTest, Batches& batches) { return test(++begun_, batches); }) {}

  static Duration until_an_hour_begins() {
    return hour - system::SystemClock().wall().since_epoch % hour;
  }

  // The hundred begin now, or with a whole interval.
  Round round(std::int64_t interval) const {
    Round round;
    const auto now = clock_.wall().since_epoch - interval * hour;
    const auto soon = (first_ == FirstRound::whole ? Duration(0) : now) + 5ms;
    for (std::size_t i = 0; i < tests; ++i) {
      round.tests.push_back({});
      round.tests.back().at = soon + i * 20ms;
    }
    return round;
  }

  net::Task<> test(std::size_t number, Batches& batches) {
    if (number == last_) cancel_just_before_the_next_is_due();
    if (fails_) batches.not_measured(plan::NotMeasured::host);
    co_return;
  }

  // The group tells its tasks at the executor's next turn, and by then the next test is due.
  void cancel_just_before_the_next_is_due() {
    begun_before_ = begun_;
    group_.cancel();
    for (const auto end = clock_.monotonic() + 30ms; clock_.monotonic() < end;) continue;
  }

  const FirstRound first_;
  SetClock clock_;
  system::SystemEntropy entropy_;
  boost::asio::io_context io_;
  durable::FaultyFileSystem files_;
  std::unique_ptr<Spool> spool_ = *Spool::open(files_, {.folder = "/spool", .collectors = {}}, 5);
  const References references_{{}};
  const crypto::SigningKey key_ = crypto::SigningKey::from_seed({});
  std::size_t begun_ = 0;
  std::size_t last_ = 3;
  bool fails_ = false;                // each test: what a batch is not empty by
  std::size_t begun_before_ = tests;  // it was cancelled
  std::vector<std::uint64_t> left_out_at_closing_;
  RoundRun run_;
  net::TaskGroup group_{io_.get_executor()};
};

TEST_F(RoundRunTest, EndsWhenItIsCancelledJustBeforeATestIsDue) {
  group_.spawn(run_.run());
  io_.run_for(10s);
  ASSERT_EQ(group_.size(), 0U);
  EXPECT_LE(begun_, begun_before_ + 1);
}

TEST_F(RoundRunTest, CountsWhatFellDueUntilAnotherBegins) {
  group_.spawn(run_.run());
  io_.run_for(10s);
  const auto left_out = run_.left_out().total();
  for (const auto end = clock_.monotonic() + 200ms; clock_.monotonic() < end;) continue;
  run_.finish();
  const auto late = run_.left_out().by_reason[static_cast<std::size_t>(plan::NotMeasured::late)];
  EXPECT_GE(late - left_out, 10U) << "one every 20 ms";
  EXPECT_LE(late, tests - begun_) << "the next run has what is left of this interval";
}

// The next whole interval is not this one.
class WholeRoundRunTest : public RoundRunTest {
 protected:
  explicit WholeRoundRunTest(record::ProbeId probe = {}) : RoundRunTest(FirstRound::whole, probe) {}

  void run_from_its_beginning() {
    clock_.step(hour / 2);
    group_.spawn(run_.run());
    io_.run_for(10s);
  }
};

TEST_F(WholeRoundRunTest, CountsAllThatIsLeftOfItsInterval) {
  run_from_its_beginning();
  ASSERT_EQ(group_.size(), 0U);
  ASSERT_GE(begun_, 3U);
  run_.finish();
  EXPECT_EQ(begun_ + run_.left_out().total(), tests);
}

TEST_F(WholeRoundRunTest, CountsAllOfAnIntervalThatTheClockWasSetIntoTheMiddleOf) {
  clock_.step(1s);
  run_from_its_beginning();
  run_.finish();
  EXPECT_EQ(begun_ + run_.left_out().total(), tests);
}

TEST_F(WholeRoundRunTest, CountsIntervalsThatBeganBeforeAnotherRunDid) {
  run_from_its_beginning();
  clock_.step(2 * hour);
  run_.finish();
  EXPECT_EQ(begun_ + run_.left_out().total(), 3 * tests);
}

// A moment of 300 ms.
class OwnMomentTest : public WholeRoundRunTest {
 protected:
  OwnMomentTest() : WholeRoundRunTest({0, 0, 0, 0, 0x11, 0xe1, 0xa3, 0x00}) {}
};

TEST_F(OwnMomentTest, IsWhenItClosesItsBatches) {
  fails_ = true;
  last_ = 40;
  run_from_its_beginning();
  EXPECT_EQ(left_out_at_closing_, std::vector<std::uint64_t>{15}) << "those of 5, 25, ... 285 ms";
  run_.finish();
  EXPECT_EQ(left_out_at_closing_, (std::vector<std::uint64_t>{15, tests}));
}

TEST_F(WholeRoundRunTest, LeavesIntervalsToTheRunThatItWasRetiredFor) {
  run_.retire();
  run_from_its_beginning();
  ASSERT_EQ(group_.size(), 0U);
  EXPECT_EQ(begun_, 0U);
  EXPECT_EQ(run_.left_out().total(), 0U);
}

TEST_F(WholeRoundRunTest, OwesNothingBeforeItsFirst) {
  run_.finish();
  EXPECT_EQ(run_.left_out().total(), 0U);
}

// One round of ten tests that are due at once; it is cancelled when some of them are under way.
class RoundRunAtAStop : public testing::Test {
 protected:
  void run_and_stop(AtStop at_stop, Duration each) {
    RoundRun run(io_.get_executor(),
                 clock_,
                 {.clock = clock_,
                  .spool = *spool_,
                  .references = references_,
                  .entropy = entropy_,
                  .ports = {},
                  .on_closed = [] {}},
                 {.key = key_, .probe = {}, .incarnation = 5, .software = "tocsin-probe/test"},
                 {.plan = plan::route(),
                  .targets = std::make_shared<plan::TargetSet>(plan::compiled_root_targets()),
                  .every = hour,
                  .round = [this](std::int64_t at) { return round(at); },
                  .first = FirstRound::rest,
                  .at_stop = at_stop},
                 [this, each](RoundTest, Batches&) { return test(each); });
    group_.spawn(run.run());
    io_.run_for(1min);
    ASSERT_EQ(group_.size(), 0U);
    run.finish();
    late_ = run.left_out().by_reason[static_cast<std::size_t>(plan::NotMeasured::late)];
  }

  Round round(std::int64_t interval) const {
    Round round;
    round.tests.resize(tests);
    const auto now = clock_.wall().since_epoch - interval * hour;
    for (auto& test : round.tests) test.at = now + 1ms;
    return round;
  }

  net::Task<> test(Duration length) {
    if (++begun_ == 3) group_.cancel();
    co_await sleep_until(clock_, clock_.monotonic() + length);
    ++ended_;
  }

  static constexpr std::size_t tests = 10;

  SetClock clock_{hour / 2 - system::SystemClock().wall().since_epoch % hour};
  system::SystemEntropy entropy_;
  boost::asio::io_context io_;
  durable::FaultyFileSystem files_;
  std::unique_ptr<Spool> spool_ = *Spool::open(files_, {.folder = "/spool", .collectors = {}}, 5);
  const References references_{{}};
  const crypto::SigningKey key_ = crypto::SigningKey::from_seed({});
  net::TaskGroup group_{io_.get_executor()};
  std::size_t begun_ = 0;
  std::size_t ended_ = 0;
  std::uint64_t late_ = 0;
};

TEST_F(RoundRunAtAStop, CancelsTestsThatMayTakeLongAndCountsThemAsLate) {
  run_and_stop(AtStop::cancel, 1h);
  EXPECT_EQ(ended_, 0U);
  EXPECT_EQ(late_, tests);
}

TEST_F(RoundRunAtAStop, CountsNoneThatHasEnded) {
  run_and_stop(AtStop::cancel, Duration::zero());
  EXPECT_EQ(ended_, begun_);
  EXPECT_EQ(ended_ + late_, tests);
}

TEST_F(RoundRunAtAStop, AwaitsTestsThatEndByThemselves) {
  run_and_stop(AtStop::await, 50ms);
  EXPECT_EQ(ended_, begun_);
  EXPECT_EQ(ended_ + late_, tests);
}

// Rounds without a test, each a tenth of a second long.
class RoundsByTheWall : public testing::Test {
 protected:
  Round round(std::int64_t interval) {
    asked_.push_back(interval);
    if (asked_.size() == 1) clock_.step(step_);
    if (asked_.size() == 3) group_.cancel();
    return {};
  }

  std::vector<std::int64_t> rounds_around_a_step_by(Duration by) {
    step_ = by;
    group_.spawn(run_.run());
    io_.run_for(10s);
    return asked_;
  }

  static constexpr Duration every = 100ms;

  SetClock clock_;
  Duration step_{};
  std::vector<std::int64_t> asked_;
  system::SystemEntropy entropy_;
  boost::asio::io_context io_;
  durable::FaultyFileSystem files_;
  std::unique_ptr<Spool> spool_ = *Spool::open(files_, {.folder = "/spool", .collectors = {}}, 5);
  const References references_{{}};
  const crypto::SigningKey key_ = crypto::SigningKey::from_seed({});
  RoundRun run_{io_.get_executor(),
                clock_,
                {.clock = clock_,
                 .spool = *spool_,
                 .references = references_,
                 .entropy = entropy_,
                 .ports = {},
                 .on_closed = [] {}},
                {.key = key_, .probe = {}, .incarnation = 5, .software = "tocsin-probe/test"},
                {.plan = plan::spec10(),
                 .targets = std::make_shared<plan::TargetSet>(plan::compiled_root_targets()),
                 .every = every,
                 .round = [this](std::int64_t interval) { return round(interval); }},
                [](RoundTest, Batches&) -> net::Task<> { co_return; }};
  net::TaskGroup group_{io_.get_executor()};
};

TEST_F(RoundsByTheWall, GoOnWhereTheClockWasSetBack) {
  const auto asked = rounds_around_a_step_by(-1h);
  ASSERT_EQ(asked.size(), 3U) << "none waits until the clock is where it was";
  EXPECT_LE(asked[1], asked[0] - 1h / every + 2);
  EXPECT_EQ(asked[2], asked[1] + 1);
}

TEST_F(RoundsByTheWall, ComeOnceWhereTheClockWasSetBackByLessThanOne) {
  const auto asked = rounds_around_a_step_by(-every / 2);
  ASSERT_EQ(asked.size(), 3U);
  EXPECT_GT(asked[1], asked[0]);
  EXPECT_GT(asked[2], asked[1]);
}

}  // namespace
}  // namespace tocsin::probe
