#include <gtest/gtest.h>

#include "core/assess/root_windows.h"
#include "tests/unit/core/assess/soa_measured.h"

namespace tocsin::assess {
namespace {

struct LatencyWindows : testing::Test {
  RootWindows windows;

  // A good answer of the letter k, so long before noon.
  void answered(const std::string& probe, Duration before, Duration rtt) {
    windows.add(measured({probe, 'k', noon - before}, SoaState::available, rtt));
  }
  void failed(const std::string& probe, Duration before) {
    windows.add(measured({probe, 'k', noon - before}, SoaState::unavailable));
  }
  void answered_all_hour(const std::string& probe, Duration rtt) {
    for (int i = 1; i <= 12; ++i) answered(probe, i * 5min, rtt);
  }
  LetterLatency hour(std::size_t path = 0) const {
    return windows.figures(Window::hour, noon).paths[path].latency['k' - 'a'];
  }
  // In milliseconds, of an hour that has a median.
  double median() const { return hour().median->value.value(); }
  double low() const { return hour().median->low.value(); }
  double high() const { return hour().median->high.value(); }
};

TEST_F(LatencyWindows, OfNothingHaveNoMedian) {
  EXPECT_FALSE(hour().median);
  EXPECT_EQ(hour().answers, 0U);
  answered("no-1", 0s, 12ms);  // the interval that is not over
  EXPECT_FALSE(hour().median);
}

TEST_F(LatencyWindows, OfAllThatIsExpectedHaveEqualBounds) {
  answered_all_hour("no-1", 12ms);
  EXPECT_EQ(hour().answers, 12U);
  EXPECT_EQ(median(), 12);
  EXPECT_EQ(low(), 12);
  EXPECT_EQ(high(), 12);
}

TEST_F(LatencyWindows, WhatIsMissingCouldHaveTakenNoTimeOrFourSeconds) {
  answered("no-1", 5min, 12ms);
  EXPECT_EQ(hour().answers, 1U);
  EXPECT_EQ(median(), 12);
  EXPECT_EQ(low(), 0);
  EXPECT_EQ(high(), 4000);
}

TEST_F(LatencyWindows, IntervalsThatFailedHaveNoPart) {
  failed("no-1", 5min);
  EXPECT_FALSE(hour().median);
  for (int i = 1; i <= 11; ++i) failed("no-1", i * 5min);
  answered("no-1", 60min, 12ms);
  EXPECT_EQ(hour().answers, 1U);
  EXPECT_EQ(low(), 12);  // nothing is missing
  EXPECT_EQ(high(), 12);
}

TEST_F(LatencyWindows, TakeOfEachIntervalTheQueryThatWasSentFirstInWhateverOrder) {
  answered("no-1", 3min, 30ms);
  answered("no-1", 4min, 20ms);
  failed("no-1", 5min);
  answered("no-1", 2min, 10ms);
  EXPECT_EQ(median(), 20);
  EXPECT_EQ(hour().answers, 1U);
}

TEST_F(LatencyWindows, CountAProbeThatAsksMoreOftenNoMore) {
  for (int i = 0; i < 5; ++i) answered("no-1", 5min - i * 1s, 10ms);
  answered("se-1", 5min, 30ms);
  EXPECT_EQ(hour().answers, 2U);
  EXPECT_EQ(median(), 20);
}

TEST_F(LatencyWindows, AreOfFourSecondsAtMost) {
  answered_all_hour("no-1", 4s);
  answered("se-1", 5min, 4s + 1ns);  // as good as none
  EXPECT_EQ(median(), 4000);
  EXPECT_EQ(hour().answers, 12U);
}

TEST_F(LatencyWindows, KeepPathsApart) {
  answered("no-1", 5min, 10ms);
  windows.add(measured({"no-1", 'k', noon - 5min, 3}, SoaState::available, 40ms));
  EXPECT_EQ(median(), 10);
  EXPECT_EQ(hour(3).median->value.value(), 40);
  EXPECT_FALSE(hour(1).median);
}

}  // namespace
}  // namespace tocsin::assess
