#include <gtest/gtest.h>

#include "core/plan/root_hints.h"
#include "core/record/target_set.h"
#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

class LateData : public testing::Test {
 protected:
  LateData() { scene.enrol("no-1", "NO"); }
  Scene scene;
};

TEST_F(LateData, IsCountedAndTouchesNothingElse) {
  scene.report("no-1").saw(all_letters, Outcome::timeout).closed(10min).arrives();
  EXPECT_EQ(scene.seen("no-1").counts.late, 13U);
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
  EXPECT_TRUE(scene.seen().traffic.empty());
}

TEST_F(LateData, BeginsWhereFreshnessEndsByTheTimeOfMeasurement) {
  scene.report("no-1").saw({.before_closing = 90s}).saw({.before_closing = 91s}).arrives();
  EXPECT_EQ(scene.counted("NO", "ok"), 1U);
  EXPECT_EQ(scene.seen("no-1").counts.late, 1U);
}

TEST_F(LateData, OfABatchThatFillsAGapNeverCountsHoweverFresh) {
  scene.report("no-1").saw({}).admitted(Admission::late).arrives();
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
  EXPECT_EQ(scene.seen("no-1").counts.late, 1U);
}

TEST_F(LateData, SaysNothingOfTheConnectionNow) {
  scene.report("no-1").closed(10min).arrives();
  EXPECT_TRUE(scene.seen("no-1").up);
  EXPECT_EQ(scene.state("no-1"), ProbeState::unknown);
}

TEST_F(LateData, FromAnIsolationDoesNotBringTheOutageBack) {
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  scene.wait(10min);
  scene.report("no-1")
      .numbered(60)
      .admitted(Admission::after_gap)
      .saw(all_letters, Outcome::answered)
      .arrives();
  for (std::uint64_t sequence = 59; sequence > 0; --sequence) {
    scene.report("no-1")
        .numbered(sequence)
        .admitted(Admission::late)
        .closed(10s * (60 - sequence))
        .references(Answers::country_ring)
        .saw(all_letters, Outcome::timeout)
        .arrives();
  }
  EXPECT_EQ(scene.state("no-1"), ProbeState::voice);
  EXPECT_EQ(scene.root().figure->ratio, std::nullopt);  // all was asked while the way was in doubt
  scene.wait(10s);
  scene.report("no-1").numbered(61).saw(all_letters, Outcome::answered).arrives();
  EXPECT_EQ(scene.root().figure->ratio, 1.0);
  EXPECT_EQ(scene.counted("NO", "timeout"), 0U);
  EXPECT_EQ(scene.seen("no-1").counts.late, 59U * 13);
  EXPECT_EQ(scene.seen("no-1").counts.sequence_gaps, 1U);
}

TEST_F(LateData, NewestByMeasurementWinsWhateverArrivesLast) {
  scene.wait(60s);
  scene.report("no-1").saw({.outcome = Outcome::answered, .nsid = "new"}).arrives();
  scene.report("no-1").saw({.outcome = Outcome::timeout}).closed(20s).arrives();
  scene.report("no-1").saw({.nsid = "old"}).closed(30s).arrives();
  EXPECT_EQ(scene.up("no-1"), true);
  EXPECT_EQ(scene.instance("no-1"), "new");
}

TEST_F(LateData, WithinOneBatchTheNewestWinsToo) {
  scene.report("no-1")
      .saw({.outcome = Outcome::timeout, .before_closing = 1s})
      .saw({.outcome = Outcome::answered, .before_closing = 9s})
      .arrives();
  EXPECT_EQ(scene.up("no-1"), false);
}

TEST_F(LateData, ABatchCountsOnceHoweverOftenItArrives) {
  for (int i = 0; i < 3; ++i) scene.report("no-1").numbered(7).saw({}).arrives();
  EXPECT_EQ(scene.counted("NO", "ok"), 1U);
  EXPECT_EQ(scene.seen("no-1").counts.duplicates, 2U);
}

TEST_F(LateData, TheSameNumberOfAnotherIncarnationIsAnotherBatch) {
  scene.report("no-1").numbered(0).saw({}).arrives();
  scene.report("no-1")
      .numbered(0)
      .saw({})
      .like([](AdmittedBatch& batch) { batch.envelope.incarnation = 1; })
      .arrives();
  EXPECT_EQ(scene.counted("NO", "ok"), 2U);
}

TEST_F(LateData, OfAnUnknownTargetSetIsCountedAndNotGuessed) {
  scene.report("no-1")
      .saw({})
      .like([](AdmittedBatch& batch) { batch.envelope.target_set = {0xff}; })
      .arrives();
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
  EXPECT_EQ(scene.seen("no-1").counts.unplaced, 1U);
}

plan::TargetSet two_letters() {
  const auto all = plan::compiled_root_targets().endpoints;
  return {{all[0], all[1]}};
}

TEST_F(LateData, OfATargetSetThatABatchBroughtAlongIsPlaced) {
  const auto bring = [](AdmittedBatch& batch) {
    batch.envelope.target_set = record::target_set_digest(two_letters());
    batch.payload.objects = {{0xff}, record::encode_target_set(two_letters())};
    batch.payload.measurements[0].endpoint = 1;
  };
  scene.report("no-1").saw({}).like(bring).arrives();
  EXPECT_EQ(scene.counted("NO", "ok"), 1U);
}

TEST_F(LateData, ATargetSetThatABatchDoesNotNameIsNotLearnt) {
  scene.report("no-1")
      .like([](AdmittedBatch& batch) {
        batch.payload.objects = {record::encode_target_set(two_letters())};
      })
      .arrives();
  scene.report("no-1")
      .saw({})
      .like([](AdmittedBatch& batch) {
        batch.envelope.target_set = record::target_set_digest(two_letters());
        batch.payload.measurements[0].endpoint = 1;
      })
      .arrives();
  EXPECT_EQ(scene.seen("no-1").counts.unplaced, 1U);
}

TEST_F(LateData, OfAnEndpointBeyondTheSetIsCountedAndNotGuessed) {
  scene.report("no-1")
      .saw({})
      .like([](AdmittedBatch& batch) { batch.payload.measurements[0].endpoint = 26; })
      .arrives();
  EXPECT_EQ(scene.seen("no-1").counts.unplaced, 1U);
}

TEST_F(LateData, LostBatchesAreCountedByTheReasonThatTheProbeSigned) {
  scene.report("no-1")
      .like([](AdmittedBatch& batch) {
        batch.envelope.gaps = {{3, 5, record::GapReason::thinned},
                               {9, 8, record::GapReason::thinned},
                               {7, 7, record::GapReason::never_closed}};
      })
      .arrives();
  const auto lost = scene.seen("no-1").counts.lost;
  EXPECT_EQ(lost[0], 3U);
  EXPECT_EQ(lost[4], 1U);
}

}  // namespace
}  // namespace tocsin::collector
