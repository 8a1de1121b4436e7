#include "core/bundle/path_summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tocsin::bundle {
namespace {

using assess::MinuteState;
using testing::ElementsAre;
using testing::IsEmpty;

// Five minutes of three countries that measured, and of one that had a probe and did not.
assess::PathReach a_path() {
  return {.path = 0,
          .countries = {{.country = "CH",
                         .vantage_points = 1,
                         .runs = {{0, 1, MinuteState::reached}, {1, 4, MinuteState::lost}}},
                        {.country = "DK",
                         .vantage_points = 2,
                         .runs = {{0, 1, MinuteState::not_measured},
                                  {1, 2, MinuteState::lost},
                                  {3, 2, MinuteState::no_voice}}},
                        {.country = "NO",
                         .vantage_points = 1,
                         .runs = {{0, 2, MinuteState::partly},
                                  {2, 1, MinuteState::not_measured},
                                  {3, 2, MinuteState::reached}}},
                        {.country = "SE",
                         .vantage_points = 0,
                         .runs = {{0, 5, MinuteState::not_measured}}}},
          .outages = {{.first = 1, .minutes = 2, .countries = {"CH", "DK"}}}};
}

TEST(PathSummary, HasBothBoundsAndTheirDenominator) {
  const auto summary = summary_of(tallies_of(a_path(), 5));
  EXPECT_EQ(summary.countries, 4U);
  EXPECT_EQ(summary.told, 5U);
  EXPECT_EQ(summary.voices_least, 2U);
  EXPECT_EQ(summary.voices_most, 3U);
  EXPECT_EQ(summary.outage_minutes, 2U);
  EXPECT_EQ(summary.outage_minutes_least, 0U);  // two of four are no more than half
  EXPECT_EQ(summary.outage_minutes_most, 4U);   // with SE, all but minute 0
}

TEST(PathSummary, CountsTheMinutesOfEachState) {
  EXPECT_EQ(state_minutes(a_path().countries[2]), (StateMinutes{1, 0, 0, 2, 2}));
}

TEST(PathSummary, OfNothingIsNothing) {
  const auto summary = summary_of(tallies_of({.path = 0, .countries = {}, .outages = {}}, 3));
  EXPECT_EQ(summary.countries, 0U);
  EXPECT_EQ(summary.told, 0U);
  EXPECT_EQ(summary.outage_minutes_most, 0U);
}

TEST(PathSummary, AnOutageBeganAndEndedNextToMinutesThatTell) {
  const auto bounds = bounds_of(a_path().outages[0], tallies_of(a_path(), 5));
  EXPECT_EQ(bounds.began_least, 0U);
  EXPECT_EQ(bounds.began_most, 2U);
  EXPECT_EQ(bounds.ended_least, 2U);
  EXPECT_EQ(bounds.ended_most, 4U);
}

TEST(PathSummary, BoundsGoOverMinutesThatDoNotTell) {
  const std::vector<MinuteTally> tallies{
      {.reached = 1}, {.silent = 1}, {.silent = 1}, {.lost = 1}, {.silent = 1}, {.reached = 1}};
  const auto bounds = bounds_of({.first = 3, .minutes = 1, .countries = {}}, tallies);
  EXPECT_EQ(bounds.began_least, 0U);
  EXPECT_EQ(bounds.began_most, 4U);
  EXPECT_EQ(bounds.ended_least, 3U);
  EXPECT_EQ(bounds.ended_most, 6U);
}

TEST(PathSummary, BoundsAreUnknownWhereTheSpanDoesNotTell) {
  const std::vector<MinuteTally> tallies{{.silent = 1}, {.lost = 1}, {.lost = 1}};
  const auto bounds = bounds_of({.first = 1, .minutes = 2, .countries = {}}, tallies);
  EXPECT_EQ(bounds.began_least, std::nullopt);
  EXPECT_EQ(bounds.began_most, 2U);
  EXPECT_EQ(bounds.ended_least, 2U);
  EXPECT_EQ(bounds.ended_most, std::nullopt);
}

TEST(PathSummary, KnowsWhoWasInAStateThroughout) {
  EXPECT_THAT(throughout(a_path(), 1, 2, MinuteState::lost), ElementsAre("CH", "DK"));
  EXPECT_THAT(throughout(a_path(), 1, 3, MinuteState::lost), ElementsAre("CH"));
  EXPECT_THAT(throughout(a_path(), 0, 5, MinuteState::lost), IsEmpty());
  EXPECT_EQ(countries_that_measured(a_path()), 3U);
}

}  // namespace
}  // namespace tocsin::bundle
