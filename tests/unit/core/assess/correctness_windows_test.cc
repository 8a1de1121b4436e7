#include <gtest/gtest.h>

#include "core/assess/root_windows.h"
#include "tests/unit/core/assess/soa_measured.h"

namespace tocsin::assess {
namespace {

struct CorrectnessWindows : testing::Test {
  RootWindows windows;
  const WallTime now = noon + RootWindows::settled_after;

  // A response of the letter k, so long before noon.
  void received(Duration before,
                std::optional<bool> correct,
                const char* probe = "no-1",
                record::Outcome outcome = record::Outcome::answered) {
    auto measurement = measured({probe, 'k', noon - before}, SoaState::available);
    measurement.kind = MeasurementKind::correctness;
    measurement.outcome = outcome;
    measurement.correct = correct;
    windows.add(measurement);
  }
  WindowFigures hour() const { return windows.figures(Window::hour, now); }
  Responses k(WallTime at) const { return windows.figures(Window::hour, at).responses['k' - 'a']; }
  Responses k() const { return k(now); }
};

TEST_F(CorrectnessWindows, OfNothingHaveNoFigureAndNever100Percent) {
  EXPECT_EQ(hour().all_responses(), Responses());
  EXPECT_FALSE(hour().all_responses().figure());
  received(30min, std::nullopt);
  EXPECT_EQ(k(), (Responses{.not_judged = 1, .missing = 11}));
  EXPECT_FALSE(hour().all_responses().figure());
}

TEST_F(CorrectnessWindows, AreTheShareOfWhatWasJudgedWithBothBounds) {
  for (int i = 4; i <= 9; ++i) received(i * 5min, i != 4);
  received(55min, std::nullopt);
  EXPECT_EQ(k(), (Responses{.correct = 5, .incorrect = 1, .not_judged = 1, .missing = 5}));
  EXPECT_EQ(k().figure(), (RootFigure{.ratio = 5.0 / 6, .low = 5.0 / 12, .high = 11.0 / 12}));
  EXPECT_EQ(hour().responses[0], Responses{.missing = 12});
}

TEST_F(CorrectnessWindows, EndBeforeTheResponsesThatWaitForTheirVerdicts) {
  received(5min, true);
  EXPECT_EQ(k(now - 1ns), Responses());
  EXPECT_EQ(k(now).correct, 1U);
  EXPECT_EQ(k(now + 55min).correct, 1U);
  EXPECT_EQ(k(now + 1h), Responses());
}

TEST_F(CorrectnessWindows, HaveTheWholeDayThoughItEndedLongAgo) {
  received(24h, true);
  windows.add(measured({"no-1", 'k', now}, SoaState::available));
  received(24h - 5min, true);
  EXPECT_EQ(windows.figures(Window::day, now).responses['k' - 'a'].correct, 2U);
  EXPECT_EQ(windows.figures(Window::day, now + 5min).responses['k' - 'a'].correct, 1U);
}

TEST_F(CorrectnessWindows, CountOfEachIntervalTheFirstThatWasSent) {
  received(28min, true);
  received(29min, false);
  received(27min, true);
  EXPECT_EQ(k(), (Responses{.incorrect = 1, .missing = 11}));
}

TEST_F(CorrectnessWindows, OfTwoSentAtOnceTheWorseOneCounts) {
  received(28min, true);
  received(28min, false);
  received(28min, true);
  EXPECT_EQ(k(), (Responses{.incorrect = 1, .missing = 11}));
}

TEST_F(CorrectnessWindows, ATruncatedReplyGivesWayToWhatTcpSaid) {
  received(29min, std::nullopt, "no-1", record::Outcome::truncated);
  EXPECT_EQ(k().not_judged, 1U);
  received(28min, true);
  EXPECT_EQ(k(), (Responses{.correct = 1, .missing = 11}));
}

TEST_F(CorrectnessWindows, WhatCameToNothingIsNoResponseAndNotMissing) {
  received(30min, std::nullopt, "no-1", record::Outcome::timeout);
  EXPECT_EQ(k(), (Responses{.not_received = 1, .missing = 11}));
  EXPECT_FALSE(k().figure());
  received(30min, true, "se-1", record::Outcome::intercepted);
  EXPECT_EQ(k(), (Responses{.not_received = 1, .missing = 11}));
}

TEST_F(CorrectnessWindows, AreWithoutTheIntervalsThatACutTouches) {
  received(30min, false);
  windows.cut("no-1", Family::v6, noon - 30min, noon - 26min);
  EXPECT_EQ(k().incorrect, 1U);
  windows.cut("no-1", Family::v4, noon - 30min, noon - 26min);
  EXPECT_EQ(hour().all_responses(), Responses());
}

TEST_F(CorrectnessWindows, ChangeNothingOfTheAvailability) {
  received(30min, true);
  EXPECT_FALSE(windows.figures(Window::hour, noon).paths[0].figure);
}

}  // namespace
}  // namespace tocsin::assess
