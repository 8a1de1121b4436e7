#include <gtest/gtest.h>

#include <limits>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

class ProbeClock : public testing::Test {
 protected:
  ProbeClock() { scene.enrol("no-1", "NO"); }
  Scene scene;
};

constexpr Duration longest{std::numeric_limits<std::int64_t>::max()};
constexpr Duration most_negative{std::numeric_limits<std::int64_t>::min()};

TEST_F(ProbeClock, AnHourBehindMakesEverythingLate) {
  scene.report("no-1").clock_ahead(-1h).saw({}).arrives();
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
  EXPECT_EQ(scene.seen("no-1").counts.late, 1U);
}

TEST_F(ProbeClock, AnHourAheadIsNotBelieved) {
  scene.report("no-1").clock_ahead(1h).saw({}).arrives();
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
  EXPECT_EQ(scene.seen("no-1").counts.late, 1U);
  EXPECT_EQ(scene.state("no-1"), ProbeState::unknown);
}

TEST_F(ProbeClock, In1970IsLate) {
  scene.report("no-1")
      .like([](AdmittedBatch& batch) { batch.envelope.closed_at.wall = WallTime{3s}; })
      .saw({.before_closing = 10s})
      .arrives();
  EXPECT_EQ(scene.seen("no-1").counts.late, 1U);
  EXPECT_TRUE(scene.seen("no-1").up);
}

TEST_F(ProbeClock, ThatIngestDoesNotTrustDatesNothing) {
  scene.report("no-1").saw({}).admitted(Admission::time_not_trusted).arrives();
  EXPECT_TRUE(scene.seen("no-1").up);
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
  EXPECT_EQ(scene.state("no-1"), ProbeState::unknown);
  EXPECT_EQ(scene.seen("no-1").counts.late, 1U);
}

TEST_F(ProbeClock, SomewhatAheadIsHeldToTheArrival) {
  scene.report("no-1").clock_ahead(50s).saw({}).arrives();
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(scene.up("no-1"), true);
    scene.wait(10s);
    scene.report("no-1").clock_ahead(50s).arrives();
  }
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
}

TEST_F(ProbeClock, ThatStepsBackIsFollowedOnceItsPastIsPast) {
  scene.report("no-1").clock_ahead(50s).saw({.outcome = Outcome::timeout}).arrives();
  scene.wait(10s);
  scene.report("no-1").clock_ahead(0s).saw({.outcome = Outcome::answered}).arrives();
  EXPECT_EQ(scene.up("no-1"), true);
}

TEST_F(ProbeClock, ReadingsThatNoClockGivesAreCountedAndDropped) {
  const auto with_sent_at = [&](Duration sent_at) {
    auto report = scene.report("no-1").saw({.before_closing = 1'000'000s - sent_at});
    report.arrives();
  };
  with_sent_at(1'000'000s + 1ns);
  with_sent_at(-1ns);
  EXPECT_EQ(scene.seen("no-1").counts.unplaced, 2U);
}

TEST_F(ProbeClock, TheEndsOfTheNumberLineDoNotOverflow) {
  scene.report("no-1")
      .saw({})
      .like([](AdmittedBatch& batch) {
        batch.envelope.closed_at = {.monotonic = {longest}, .wall = {longest}, .bound = {}};
        batch.payload.measurements[0].sent_at = {most_negative};
      })
      .arrives();
  scene.report("no-1")
      .saw({})
      .like([](AdmittedBatch& batch) {
        batch.envelope.closed_at = {.monotonic = {longest}, .wall = {most_negative}, .bound = {}};
        batch.payload.measurements[0].sent_at = {};
      })
      .arrives();
  scene.report("no-1")
      .saw({})
      .like([](AdmittedBatch& batch) {
        batch.envelope.closed_at = {.monotonic = {longest}, .wall = {}, .bound = {}};
        batch.payload.measurements[0].sent_at = {};
      })
      .arrives();
  EXPECT_EQ(scene.seen("no-1").counts.unplaced, 2U);
  EXPECT_EQ(scene.seen("no-1").counts.late, 1U);
}

TEST_F(ProbeClock, RoundTripsThatCannotBeAreCountedAndDropped) {
  for (const Duration rtt : {Duration{0}, Duration{-1}, longest, most_negative, Duration{61s}}) {
    scene.report("no-1").saw({.rtt = rtt}).arrives();
  }
  EXPECT_EQ(scene.seen("no-1").counts.unplaced, 5U);
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
}

TEST_F(ProbeClock, BoundIsShownAsOfTheLastFreshBatch) {
  scene.report("no-1").arrives();
  EXPECT_EQ(scene.seen("no-1").clock_bound, 1ms);
  scene.wait(10s);
  scene.report("no-1").like([](AdmittedBatch& b) { b.envelope.closed_at.bound = {}; }).arrives();
  EXPECT_EQ(scene.seen("no-1").clock_bound, std::nullopt);
}

}  // namespace
}  // namespace tocsin::collector
