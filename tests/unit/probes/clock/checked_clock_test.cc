#include "probes/clock/checked_clock.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::ClockSource;

BothClocks both(Duration monotonic, Duration wall) {
  return {.before = {monotonic}, .wall = WallTime{wall}, .after = {monotonic}};
}

const CheckedClock check{
    .at = both(100s, 1h), .rate = {}, .bound = 5ms, .source = ClockSource::time_servers};

TEST(CheckedClock, WithoutACheckThereIsNoBound) {
  const auto reading = reading_of(both(100s, 1h), std::nullopt);
  EXPECT_FALSE(reading.bound);
  EXPECT_EQ(reading.source, ClockSource::none);
  EXPECT_EQ(reading.wall, WallTime{1h});
  EXPECT_EQ(reading.monotonic, MonotonicTime{100s});
}

TEST(CheckedClock, TheBoundIsTheChecksAtFirst) {
  const auto reading = reading_of(both(100s, 1h), check);
  EXPECT_EQ(reading.bound, 5ms + 1ns);
  EXPECT_EQ(reading.source, ClockSource::time_servers);
}

TEST(CheckedClock, TheBoundGrowsBy15PartsPerMillion) {
  const auto reading = reading_of(both(164s, 1h + 64s), check);
  EXPECT_EQ(reading.bound, 5ms + 1ns + 960us);
}

TEST(CheckedClock, AStepAddsItselfInEitherDirection) {
  for (const auto step : {1s, -1s}) {
    EXPECT_GE(reading_of(both(110s, 1h + 10s + step), check).bound, 1s + 5ms);
    EXPECT_LE(reading_of(both(110s, 1h + 10s + step), check).bound, 1s + 6ms);
  }
}

TEST(CheckedClock, ASlewThatTheKernelOwnedUpToAddsNothing) {
  auto slewed = check;
  slewed.rate = {.wall_per_monotonic = 1.0001};
  EXPECT_LE(reading_of(both(110s, 1h + 10s + 1ms), slewed).bound, 5ms + 151us);
  EXPECT_GE(reading_of(both(110s, 1h + 10s), slewed).bound, 6ms);
}

TEST(CheckedClock, AnInterruptedReadingIsDoubtful) {
  auto now = both(100s, 1h);
  now.after = {100s + 4ms};
  EXPECT_GE(reading_of(now, check).bound, 7ms);
}

TEST(CheckedClock, AfterAnHourThereIsNoBound) {
  EXPECT_TRUE(reading_of(both(100s + check_age_max, 1h + check_age_max), check).bound);
  EXPECT_FALSE(reading_of(both(101s + check_age_max, 1h + 1s + check_age_max), check).bound);
}

}  // namespace
}  // namespace tocsin::probe
