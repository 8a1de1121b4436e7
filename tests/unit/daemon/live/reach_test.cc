#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

class Connection : public testing::Test {
 protected:
  Connection() { scene.enrol("no-1", "NO"); }
  Scene scene;
};

TEST_F(Connection, AnAttestedProbeWithTheWorldInReachHasAVoice) {
  scene.report("no-1").arrives();
  EXPECT_EQ(scene.state("no-1"), ProbeState::voice);
}

TEST_F(Connection, AnUnattestedProbeIsShownWithoutAVoice) {
  scene.enrol_unattested("xx-1");
  scene.report("xx-1").saw({}).arrives();
  EXPECT_EQ(scene.state("xx-1"), ProbeState::unattested);
  EXPECT_EQ(scene.up("xx-1"), true);
  EXPECT_EQ(scene.counted("unattested", "ok"), 1U);
}

TEST_F(Connection, AProbeThatNobodyEnrolledIsUnattested) {
  scene.report("who").saw({}).arrives();
  EXPECT_EQ(scene.state("who"), ProbeState::unattested);
}

TEST_F(Connection, AnAttestationEndsOnItsDay) {
  for (int i = 0; i < 2; ++i) {
    scene.report("no-1").saw({}).arrives();
    EXPECT_EQ(scene.state("no-1"), i == 0 ? ProbeState::voice : ProbeState::unattested);
    scene.wait(24h);
  }
  EXPECT_EQ(scene.counted("NO", "ok"), 0U);
}

TEST_F(Connection, AnIsolatedProbeIsShownWithoutAVoiceAndCountsForItsCountry) {
  scene.report("no-1")
      .references(Answers::country_ring)
      .saw({.outcome = Outcome::timeout})
      .arrives();
  EXPECT_EQ(scene.state("no-1"), ProbeState::isolated);
  EXPECT_EQ(scene.up("no-1"), false);
  EXPECT_EQ(scene.counted("NO", "timeout"), 1U);
}

TEST_F(Connection, AProbeBackFromIsolationHasItsVoiceBack) {
  scene.report("no-1").references(Answers::country_ring).arrives();
  scene.wait(10s);
  scene.report("no-1").references(Answers::both_rings).arrives();
  EXPECT_EQ(scene.state("no-1"), ProbeState::voice);
}

TEST_F(Connection, FailuresBehindADeadLineAreNotMeasurements) {
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  scene.wait(10s);
  scene.report("no-1").references(Answers::no_ring).saw(all_letters, Outcome::timeout).arrives();
  EXPECT_EQ(scene.state("no-1"), ProbeState::line_dead);
  EXPECT_EQ(scene.up("no-1"), true);  // as last measured
  EXPECT_EQ(scene.counted("NO", "timeout"), 0U);
  EXPECT_EQ(scene.seen("no-1").counts.not_measured, 13U);
}

TEST_F(Connection, AnswersThroughADyingLineAreMeasurements) {
  scene.report("no-1").references(Answers::no_ring).saw({}).arrives();
  EXPECT_EQ(scene.up("no-1"), true);
  EXPECT_EQ(scene.counted("NO", "ok"), 1U);
}

TEST_F(Connection, IsJudgedForEachFamilyAlone) {
  scene.report("no-1")
      .references(Answers::no_ring, Family::v6)
      .saw({.family = Family::v6, .outcome = Outcome::timeout})
      .saw({.letter = 'a', .outcome = Outcome::timeout})
      .arrives();
  EXPECT_EQ(scene.state("no-1", Family::v4), ProbeState::voice);
  EXPECT_EQ(scene.state("no-1", Family::v6), ProbeState::line_dead);
  EXPECT_EQ(scene.up("no-1", {.family = Family::v6}), std::nullopt);
  EXPECT_EQ(scene.up("no-1", {.letter = 'a'}), false);
}

TEST_F(Connection, IsUnknownWhereNoReferenceIsAsked) {
  scene.report("no-1").without_references().saw({.outcome = Outcome::timeout}).arrives();
  EXPECT_EQ(scene.state("no-1"), ProbeState::unknown);
  EXPECT_EQ(scene.up("no-1"), false);
}

TEST_F(Connection, ABatchThatClosedTooEarlyToAskLeavesItAsItWas) {
  scene.report("no-1").references(Answers::no_ring).arrives();
  scene.wait(2s);
  scene.report("no-1").without_references().saw({.outcome = Outcome::timeout}).arrives();
  EXPECT_EQ(scene.state("no-1"), ProbeState::line_dead);
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
  EXPECT_EQ(scene.seen("no-1").counts.not_measured, 1U);
}

TEST_F(Connection, IsForgottenWhenNoBatchHasAskedForTooLong) {
  scene.report("no-1").arrives();
  for (int i = 0; i < 3; ++i) {
    scene.wait(8s);
    scene.report("no-1").without_references().arrives();
  }
  EXPECT_TRUE(scene.seen("no-1").up);
  EXPECT_EQ(scene.state("no-1"), ProbeState::unknown);
}

TEST_F(Connection, FollowsTheBatchThatClosedLastNotTheOneThatCameLast) {
  scene.wait(60s);
  scene.report("no-1").numbered(5).admitted(Admission::after_gap).arrives();
  scene.report("no-1").numbered(4).references(Answers::no_ring).closed(10s).arrives();
  EXPECT_EQ(scene.state("no-1"), ProbeState::voice);
}

TEST_F(Connection, WhatWasDueAndLeftOutIsCounted) {
  scene.report("no-1")
      .like([](AdmittedBatch& batch) { batch.envelope.not_measured = 7; })
      .arrives();
  EXPECT_EQ(scene.seen("no-1").counts.not_measured, 7U);
}

}  // namespace
}  // namespace tocsin::collector
