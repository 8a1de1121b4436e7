#include "core/system/clock.h"

#include <gtest/gtest.h>

#include "core/system/clock_reading.h"

namespace tocsin::system {
namespace {

// Each look at it is one millisecond later.
class TickingClock final : public Clock {
 public:
  MonotonicTime monotonic() const override { return MonotonicTime{tick()}; }
  WallTime wall() const override { return WallTime{std::chrono::hours(1) + tick()}; }

 private:
  Duration tick() const { return now_ += std::chrono::milliseconds(1); }
  mutable Duration now_{};
};

TEST(SystemClock, MonotonicTimeDoesNotGoBackAndWallTimeIsOfThisCentury) {
  const SystemClock clock;
  const auto before = clock.monotonic();
  EXPECT_LE(before, clock.monotonic());
  EXPECT_GT(clock.wall(), *from_rfc3339("2020-01-01T00:00:00Z"));
}

TEST(SystemClock, TheKernelSaysHowFastItMakesWallTimeRun) {
  const auto rate = SystemClock().wall_rate();
  EXPECT_GE(rate.wall_per_monotonic, 0.89);  // a tick of 9000 to 11000 us and 500 ppm
  EXPECT_LE(rate.wall_per_monotonic, 1.11);
}

TEST(ClockReading, WallTimeIsDatedByTheMiddleOfItsBracket) {
  const TickingClock clock;
  const auto reading = read_clock(clock, {});
  EXPECT_EQ(reading.monotonic.since_boot, std::chrono::milliseconds(2));
  EXPECT_EQ(reading.wall.since_epoch, std::chrono::hours(1) + std::chrono::milliseconds(2));
}

TEST(ClockReading, AClockThatNobodyDisciplinesHasNoBound) {
  const TickingClock clock;
  const auto reading = read_clock(clock,
                                  {.synchronised = false,
                                   .maximum_error = std::chrono::seconds(16),
                                   .estimated_error = std::chrono::seconds(16)});
  EXPECT_FALSE(reading.bound);
  EXPECT_EQ(reading.source, record::ClockSource::none);
}

TEST(ClockReading, TheBoundIsTheKernelsAndTheWidthOfTheBracket) {
  const TickingClock clock;
  const auto reading = read_clock(clock,
                                  {.synchronised = true,
                                   .maximum_error = std::chrono::milliseconds(30),
                                   .estimated_error = std::chrono::microseconds(1)});
  EXPECT_EQ(reading.bound, std::chrono::milliseconds(32));
  EXPECT_EQ(reading.source, record::ClockSource::kernel);
}

TEST(ClockReading, ASynchronisedFlagWithoutAnEstimateIsNoBound) {
  const TickingClock clock;
  const auto reading = read_clock(clock,
                                  {.synchronised = true,
                                   .maximum_error = std::chrono::milliseconds(30),
                                   .estimated_error = {}});
  EXPECT_FALSE(reading.bound);
  EXPECT_EQ(reading.source, record::ClockSource::none);
}

TEST(ClockReading, TheKernelAnswersWithoutPrivilege) {
  const auto discipline = read_discipline();
  EXPECT_GE(discipline.maximum_error, Duration::zero());
}

}  // namespace
}  // namespace tocsin::system
