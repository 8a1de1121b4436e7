#include "core/assess/root_windows.h"

#include <gtest/gtest.h>

#include "tests/unit/core/assess/soa_measured.h"

namespace tocsin::assess {
namespace {

struct Windows : testing::Test {
  RootWindows windows;

  // In the interval that begins so long before noon.
  void saw(const std::string& probe,
           std::string_view letters,
           Duration before,
           SoaState state = SoaState::available,
           std::size_t path = 0) {
    for (const char letter : letters) {
      windows.add(measured({probe, letter, noon - before, path}, state));
    }
  }
  void saw_all_hour(const std::string& probe, std::string_view up, std::string_view down = "") {
    for (int i = 1; i <= 12; ++i) {
      saw(probe, up, i * 5min);
      saw(probe, down, i * 5min, SoaState::unavailable);
    }
  }
  PathWindow hour(WallTime now = noon) const { return windows.figures(Window::hour, now).paths[0]; }
  PathWindow day() const { return windows.figures(Window::day, noon).paths[0]; }
};

TEST_F(Windows, OfNothingHaveNoFigure) {
  EXPECT_FALSE(hour().figure);
  EXPECT_EQ(hour().expected, 0U);
  saw("no-1", "k", 0s);  // the interval that is not over
  EXPECT_FALSE(hour().figure);
}

TEST_F(Windows, OfAllThatIsExpectedHaveEqualBounds) {
  saw_all_hour("no-1", all_letters);
  EXPECT_EQ(*hour().figure, (RootFigure{.ratio = 1.0, .low = 1.0, .high = 1.0}));
  EXPECT_EQ(hour().measured, 12U);
  EXPECT_EQ(hour().letters[0], (LetterWindow{.up = 12, .measured = 12, .expected = 12}));
}

TEST_F(Windows, FiveDeadLettersCostNothingAndSixDo) {
  saw_all_hour("no-1", "fghijklm", "abcde");
  EXPECT_EQ(hour().figure->ratio, 1.0);
  EXPECT_EQ(hour().letters[0].up, 0U);
  saw_all_hour("se-1", "ghijklm", "abcdef");
  EXPECT_EQ(hour().figure->ratio, 15.0 / 16);
}

TEST_F(Windows, OfADayInWhichOneHourIsKnownAreWide) {
  saw_all_hour("no-1", all_letters);
  EXPECT_EQ(day().figure->ratio, 1.0);
  EXPECT_EQ(day().figure->low, 12.0 / 288);
  EXPECT_EQ(day().figure->high, 1.0);
  EXPECT_EQ(day().expected, 288U);
}

TEST_F(Windows, ALetterServesWhereMoreThanHalfWasAnsweredInWhateverOrder) {
  saw("no-1", "k", 5min, SoaState::unavailable);
  saw("no-1", "k", 4min);
  EXPECT_EQ(hour().letters['k' - 'a'].up, 0U);
  saw("no-1", "k", 3min);
  EXPECT_EQ(hour().letters['k' - 'a'].up, 1U);
}

TEST_F(Windows, PathsAreKeptApart) {
  saw("no-1", "k", 1min, SoaState::available, 3);
  const auto figures = windows.figures(Window::hour, noon);
  EXPECT_FALSE(figures.paths[0].figure);
  EXPECT_EQ(figures.paths[3].measured, 1U);
}

TEST_F(Windows, GoOnAndForgetWhatIsOver) {
  saw_all_hour("no-1", all_letters);
  EXPECT_EQ(hour(noon + 30min).measured, 6U);
  EXPECT_FALSE(hour(noon + 1h).figure);
  saw("no-1", "k", -(24h + 15min));
  EXPECT_EQ(day().measured, 11U);  // no more than a day and 70 minutes are kept
  saw("no-1", "k", 48h);           // too late
  EXPECT_EQ(day().measured, 11U);
}

TEST_F(Windows, LateOnesAreCountedWhereTheyBelong) {
  saw("no-1", "k", 5min);
  saw("no-1", "k", 30min);
  EXPECT_EQ(hour().measured, 2U);
}

TEST_F(Windows, AnIntervalThatACutTouchesWasNotMeasuredOverThatFamily) {
  saw("no-1", "k", 1min, SoaState::unavailable);
  saw("no-1", "k", 6min);
  saw("se-1", "k", 1min);
  saw("no-1", "k", 1min, SoaState::unavailable, 2);
  windows.cut("no-1", Family::v4, noon - 5min, noon - 5min);
  EXPECT_EQ(hour().letters['k' - 'a'], (LetterWindow{.up = 2, .measured = 2, .expected = 24}));
  EXPECT_EQ(windows.figures(Window::hour, noon).paths[2].measured, 1U);
  windows.cut("no-1", Family::v4, noon - 5min - 1ns, noon - 5min);
  EXPECT_EQ(hour().letters['k' - 'a'], (LetterWindow{.up = 1, .measured = 1, .expected = 12}));
}

TEST_F(Windows, ACutThatIsLearnedFirstCountsForWhatComesLate) {
  windows.cut("no-1", Family::v4, noon - 2min, noon - 1min);
  saw("no-1", "k", 3min);
  EXPECT_FALSE(hour().figure);
}

TEST_F(Windows, WhatWasInterceptedWasNotMeasured) {
  saw("no-1", "k", 1min, SoaState::missing);
  EXPECT_FALSE(hour().figure);
}

}  // namespace
}  // namespace tocsin::assess
