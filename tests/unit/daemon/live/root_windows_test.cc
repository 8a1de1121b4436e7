#include "daemon/live/root_windows.h"

#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

const WallTime noon{1'800'000'000s};  // the start of an interval

using Outcome = RootWindows::Outcome;

struct Windows : testing::Test {
  RootWindows windows;

  // In the interval that begins so long before noon.
  void saw(const std::string& probe,
           std::string_view letters,
           Duration before,
           Outcome outcome = Outcome::served) {
    for (const char letter : letters) {
      windows.measured(probe, {{letter, Family::v4}, Transport::udp}, noon - before, outcome);
    }
  }
  void saw_all_hour(const std::string& probe, std::string_view up, std::string_view down = "") {
    for (int i = 1; i <= 12; ++i) {
      saw(probe, up, i * 5min);
      saw(probe, down, i * 5min, Outcome::failed);
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
  saw("no-1", "k", 5min, Outcome::failed);
  saw("no-1", "k", 4min);
  EXPECT_EQ(hour().letters['k' - 'a'].up, 0U);
  saw("no-1", "k", 3min);
  EXPECT_EQ(hour().letters['k' - 'a'].up, 1U);
}

TEST_F(Windows, PathsAreKeptApart) {
  windows.measured("no-1", {{'k', Family::v6}, Transport::tcp}, noon - 1min, Outcome::served);
  const auto figures = windows.figures(Window::hour, noon);
  EXPECT_FALSE(figures.paths[0].figure);
  EXPECT_EQ(figures.paths[3].measured, 1U);
}

TEST_F(Windows, GoOnAndForgetWhatIsOver) {
  saw_all_hour("no-1", all_letters);
  EXPECT_EQ(hour(noon + 30min).measured, 6U);
  EXPECT_FALSE(hour(noon + 1h).figure);
  saw("no-1", "k", -(23h + 5min));
  EXPECT_EQ(day().measured, 11U);  // no more than a day is kept
  saw("no-1", "k", 48h);           // too late
  EXPECT_EQ(day().measured, 11U);
}

TEST_F(Windows, LateOnesAreCountedWhereTheyBelong) {
  saw("no-1", "k", 5min);
  saw("no-1", "k", 30min);
  EXPECT_EQ(hour().measured, 2U);
}

TEST_F(Windows, WhatIsTakenBackWasNotMeasured) {
  saw("no-1", "kk", 1min, Outcome::failed);
  saw("no-1", "k", 3min);
  saw("se-1", "k", 1min);
  windows.measured("no-1", {{'k', Family::v6}, Transport::udp}, noon - 1min, Outcome::failed);
  windows.take_back("no-1", Family::v4, {noon - 2min, noon});
  EXPECT_EQ(hour().letters['k' - 'a'], (LetterWindow{.up = 2, .measured = 2, .expected = 24}));
  EXPECT_EQ(windows.figures(Window::hour, noon).paths[2].measured, 1U);
}

TEST_F(Windows, WhatIsOlderThanTheNewestByTwoMinutesIsNotTakenBack) {
  saw("no-1", "k", 4min);
  saw("no-1", "k", 1min);
  windows.take_back("no-1", Family::v4, {noon - 5min, noon});
  EXPECT_EQ(hour().letters['k' - 'a'], (LetterWindow{.up = 1, .measured = 1, .expected = 12}));
}

TEST(RootWindow, OfProbesWithoutAVoiceIsNothing) {
  Scene scene;
  scene.enrol("no-1", "NO");
  scene.enrol_unattested("xx-1");
  scene.report("xx-1").saw(all_letters, record::Outcome::answered).arrives();
  scene.report("no-1")
      .saw("ab", record::Outcome::timeout)
      .references(Answers::country_ring)
      .arrives();
  scene.wait(5min);
  EXPECT_FALSE(scene.seen().windows[0].paths[0].figure);
  scene.report("no-1").saw("ab", record::Outcome::timeout).arrives();
  scene.report("no-1").saw("c", record::Outcome::intercepted).arrives();
  scene.wait(5min);
  const auto path = scene.seen().windows[0].paths[0];
  EXPECT_EQ(path.letters[0], (LetterWindow{.up = 0, .measured = 1, .expected = 12}));
  EXPECT_EQ(path.letters[2].measured, 0U);
}

}  // namespace
}  // namespace tocsin::collector
