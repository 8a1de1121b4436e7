#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

class Silence : public testing::Test {
 protected:
  Silence() { scene.enrol("no-1", "NO"); }
  Scene scene;
};

TEST_F(Silence, AProbeThatNeverReportedIsEnrolledAndSilent) {
  const auto probe = scene.seen("no-1");
  EXPECT_FALSE(probe.up);
  EXPECT_FALSE(probe.last_report);
  EXPECT_EQ(scene.state("no-1"), ProbeState::silent);
}

TEST_F(Silence, BeginsTwentySecondsAfterTheLastBatch) {
  scene.report("no-1").saw({}).arrives();
  scene.wait(20s);
  EXPECT_TRUE(scene.seen("no-1").up);
  scene.wait(1ns);
  EXPECT_FALSE(scene.seen("no-1").up);
  EXPECT_EQ(scene.state("no-1"), ProbeState::silent);
}

TEST_F(Silence, TakesAllSeriesOfTheProbeAway) {
  scene.report("no-1").saw({.nsid = "oslo", .serial = 1}).arrives();
  scene.wait(21s);
  const auto probe = scene.seen("no-1");
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
  EXPECT_EQ(scene.instance("no-1"), std::nullopt);
  EXPECT_FALSE(probe.clock_bound);
  EXPECT_EQ(probe.reach[0], Reach::unknown);
}

TEST_F(Silence, LeavesTheTimeOfTheLastReport) {
  const auto reported = scene.now();
  scene.report("no-1").arrives();
  scene.wait(1h);
  EXPECT_EQ(scene.seen("no-1").last_report, reported);
}

TEST_F(Silence, AnEmptyBatchBreaksIt) {
  scene.report("no-1").arrives();
  scene.wait(30s);
  scene.report("no-1").arrives();
  EXPECT_TRUE(scene.seen("no-1").up);
  EXPECT_EQ(scene.state("no-1"), ProbeState::voice);
}

TEST_F(Silence, EndsWithWhatIsStillFresh) {
  scene.report("no-1").saw({}).arrives();
  scene.wait(30s);
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
  scene.report("no-1").arrives();
  EXPECT_EQ(scene.up("no-1"), true);
}

TEST_F(Silence, OfOneProbeIsNotThatOfAnother) {
  scene.enrol("se-1", "SE");
  scene.report("no-1").saw({}).arrives();
  scene.wait(15s);
  scene.report("se-1").saw({}).arrives();
  scene.wait(10s);
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
  EXPECT_EQ(scene.up("se-1"), true);
}

TEST_F(Silence, IsNotAFailureInAnyCounter) {
  scene.report("no-1").saw({}).arrives();
  scene.wait(60s);
  EXPECT_EQ(scene.counted("NO", "ok"), 1U);
  EXPECT_EQ(scene.counted("NO", "timeout"), 0U);
}

}  // namespace
}  // namespace tocsin::collector
