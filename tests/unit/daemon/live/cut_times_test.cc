#include "daemon/live/cut_times.h"

#include <gtest/gtest.h>

#include "daemon/live/root_status.h"
#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

constexpr WallTime noon{1'800'000'000s};
const Rules rules;

TEST(CutTimes, ReachFromTheLastAnswerThatCountedToTheEndOfTheNextBatch) {
  CutTimes cuts;
  EXPECT_FALSE(cuts.covers(noon));
  cuts.closed_without_way(noon, rules);
  EXPECT_FALSE(cuts.covers(noon - 26s));
  EXPECT_TRUE(cuts.covers(noon - 25s));
  EXPECT_TRUE(cuts.covers(noon + 10s));
  EXPECT_FALSE(cuts.covers(noon + 11s));
}

TEST(CutTimes, OfOneCutAreOneSpanInWhateverOrderItsBatchesCome) {
  CutTimes cuts;
  for (const int at : {500, 490, 0, 10, 20}) cuts.closed_without_way(noon + at * 1s, rules);
  for (std::size_t more = 3; more <= CutTimes::spans_max; ++more) {
    cuts.closed_without_way(noon + more * 1h, rules);
  }
  EXPECT_TRUE(cuts.covers(noon + 15s));
  EXPECT_FALSE(cuts.covers(noon + 240s));
  EXPECT_TRUE(cuts.covers(noon + 495s));
}

TEST(CutTimes, OfTheNewestCutsAreKept) {
  CutTimes cuts;
  for (std::size_t i = 0; i <= CutTimes::spans_max; ++i) {
    cuts.closed_without_way(noon + i * 1h, rules);
  }
  EXPECT_FALSE(cuts.covers(noon));
  EXPECT_TRUE(cuts.covers(noon + 1h));
  EXPECT_TRUE(cuts.covers(noon + CutTimes::spans_max * 1h));
}

// A probe whose batches close every ten seconds.
class AfterACut : public testing::Test {
 protected:
  AfterACut() { scene.enrol("no-1", "NO"); }

  void next(Answers references, std::string_view letters, Outcome outcome, Query like = {}) {
    scene.wait(10s);
    scene.report("no-1").references(references).saw(letters, outcome, like).arrives();
  }
  RootFigure udp() const { return *scene.root().figure; }
  RootFigure tcp() const { return *scene.root(Family::v4, Transport::tcp).figure; }

  const Query by_tcp{.transport = Transport::tcp};
  Scene scene;
};

TEST_F(AfterACut, WhatFailedInItIsMissingAndNotFailed) {
  next(Answers::country_ring, all_letters, Outcome::timeout, by_tcp);
  EXPECT_EQ(scene.up("no-1", by_tcp), false);  // shown, while it is isolated
  next(Answers::both_rings, "a", Outcome::answered);
  EXPECT_EQ(scene.state("no-1"), ProbeState::voice);
  EXPECT_EQ(tcp(), (RootFigure{.ratio = {}, .low = 0, .high = 1}));
  EXPECT_EQ(scene.up("no-1", by_tcp), std::nullopt);
  EXPECT_EQ(recent_letters(scene.seen("no-1"), Family::v4, Transport::tcp), Tally{});
}

TEST_F(AfterACut, TheFirstBatchThatSaysConnectedMayHoldItsLastTimeouts) {
  next(Answers::country_ring, "", Outcome::timeout);
  next(Answers::both_rings, all_letters, Outcome::timeout, {.before_closing = 9s});
  EXPECT_EQ(udp(), (RootFigure{.ratio = {}, .low = 0, .high = 1}));
  next(Answers::both_rings, all_letters, Outcome::answered);
  EXPECT_EQ(udp(), (RootFigure{.ratio = 1, .low = 1, .high = 1}));
}

TEST_F(AfterACut, SoMayTheLastOnesBeforeTheReferencesNoticedIt) {
  next(Answers::both_rings, all_letters, Outcome::timeout, by_tcp);
  EXPECT_EQ(tcp().ratio, 0);  // until it is known better
  next(Answers::no_ring, "", Outcome::timeout);
  next(Answers::both_rings, "", Outcome::timeout);
  EXPECT_EQ(tcp().ratio, std::nullopt);
}

TEST_F(AfterACut, AnOutageThatGoesOnIsSeenFromTheNextBatchOn) {
  next(Answers::country_ring, all_letters, Outcome::timeout);
  next(Answers::both_rings, all_letters, Outcome::timeout);
  EXPECT_EQ(udp().ratio, std::nullopt);
  next(Answers::both_rings, all_letters, Outcome::timeout);
  EXPECT_EQ(udp(), (RootFigure{.ratio = 0, .low = 0, .high = 0}));
}

TEST_F(AfterACut, TheBacklogTellsOfItBehindTheNewestBatch) {
  next(Answers::both_rings, all_letters, Outcome::answered);
  scene.wait(5min);
  scene.report("no-1")
      .numbered(30)
      .admitted(Admission::after_gap)
      .saw(all_letters, Outcome::timeout, {.before_closing = 9s})
      .arrives();
  EXPECT_EQ(udp().ratio, 0);
  scene.report("no-1")
      .numbered(29)
      .admitted(Admission::late)
      .references(Answers::country_ring)
      .closed(10s)
      .arrives();
  EXPECT_EQ(udp(), (RootFigure{.ratio = {}, .low = 0, .high = 1}));
}

TEST_F(AfterACut, ABatchWhoseClockIsNotTrustedTellsOfNone) {
  scene.report("no-1").admitted(Admission::time_not_trusted).references(Answers::no_ring).arrives();
  next(Answers::both_rings, all_letters, Outcome::answered, {.before_closing = 9s});
  EXPECT_EQ(udp().ratio, 1);
}

TEST_F(AfterACut, TheOtherFamilyGoesOn) {
  next(Answers::both_rings, all_letters, Outcome::answered, by_tcp);
  scene.wait(10s);
  scene.report("no-1").references(Answers::no_ring, Family::v6).arrives();
  EXPECT_EQ(tcp().ratio, 1);
}

}  // namespace
}  // namespace tocsin::collector
