#include "probes/engine/round_trip.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::RttSource;

MonotonicTime at(Duration time) {
  return MonotonicTime{time};
}

// Here wall time is monotonic time and an hour.
WallTime wall_at(Duration time) {
  return WallTime{1h + time};
}

BothClocks both_at(Duration time) {
  return {.before = at(time), .wall = wall_at(time), .after = at(time)};
}

const Moments bracket{.before_send = both_at(100ms),
                      .after_receive = both_at(120ms),
                      .left = {},
                      .arrived = {},
                      .sent_by = {},
                      .left_before = {},
                      .rate = {}};

TEST(RoundTrip, WithoutStampsItIsTheBracket) {
  const auto trip = round_trip(bracket);
  EXPECT_EQ(trip.rtt, 20ms);
  EXPECT_EQ(trip.source, RttSource::bracket);
  EXPECT_EQ(trip.sent_at, at(100ms));
}

TEST(RoundTrip, AReceiveStampTakesOurOwnDelayAway) {
  auto moments = bracket;
  moments.arrived = wall_at(117ms);
  EXPECT_EQ(round_trip(moments).rtt, 17ms);
  EXPECT_EQ(round_trip(moments).source, RttSource::kernel_receive);
}

TEST(RoundTrip, WithBothStampsItIsTheKernels) {
  auto moments = bracket;
  moments.left = wall_at(101ms);
  moments.arrived = wall_at(117ms);
  EXPECT_EQ(round_trip(moments).rtt, 16ms);
  EXPECT_EQ(round_trip(moments).source, RttSource::kernel);
  EXPECT_EQ(round_trip(moments).sent_at, at(101ms));
}

TEST(RoundTrip, AnArrivalOutsideItsBracketIsDropped) {
  auto moments = bracket;
  moments.left = wall_at(101ms);
  for (const auto moved : {99ms, 121ms, -3600'000ms}) {
    moments.arrived = wall_at(moved);
    EXPECT_EQ(round_trip(moments).rtt, 20ms);
    EXPECT_EQ(round_trip(moments).source, RttSource::bracket);
  }
}

TEST(RoundTrip, ATransmitStampOutsideItsBracketIsDroppedAlone) {
  auto moments = bracket;
  moments.arrived = wall_at(117ms);
  moments.left_before = at(102ms);
  for (const auto moved : {99ms, 103ms, 118ms}) {
    moments.left = wall_at(moved);
    EXPECT_EQ(round_trip(moments).rtt, 17ms);
    EXPECT_EQ(round_trip(moments).source, RttSource::kernel_receive);
  }
}

TEST(RoundTrip, AClockThatMovedMeanwhileLeavesTheBracket) {
  auto moments = bracket;
  moments.left = wall_at(101ms);
  moments.arrived = wall_at(117ms);
  moments.after_receive.wall = wall_at(120ms + unnoticed_max + 1us);
  EXPECT_FALSE(ran_straight(moments));
  EXPECT_EQ(round_trip(moments).source, RttSource::bracket);
}

TEST(RoundTrip, ADoubtfulReadingIsAsGoodAsNone) {
  auto moments = bracket;
  moments.left = wall_at(101ms);
  moments.arrived = wall_at(117ms);
  moments.after_receive.before = at(120ms - 2 * unnoticed_max);
  moments.after_receive.after = at(120ms + 2 * unnoticed_max);
  EXPECT_EQ(round_trip(moments).source, RttSource::bracket);
}

TEST(RoundTrip, ASlewThatTheKernelOwnsUpToIsTakenOut) {
  auto moments = bracket;
  moments.after_receive.wall = wall_at(122ms);  // a tenth too far
  moments.left = wall_at(111ms);
  moments.arrived = wall_at(122ms);
  moments.rate = {.wall_per_monotonic = 1.1};
  EXPECT_EQ(round_trip(moments).rtt, 10ms);
  EXPECT_EQ(round_trip(moments).source, RttSource::kernel);
}

TEST(RoundTrip, WithoutATransmitStampItLeftInTheMiddleOfTheCall) {
  auto moments = bracket;
  moments.arrived = wall_at(117ms);
  moments.sent_by = at(100ms + 60us);
  EXPECT_EQ(round_trip(moments).rtt, 17ms - 30us);
  EXPECT_EQ(round_trip(moments).source, RttSource::kernel_receive);
}

TEST(RoundTrip, OfACallThatWasInterruptedTheBeginningCounts) {
  auto moments = bracket;
  moments.arrived = wall_at(117ms);
  moments.sent_by = at(104ms);
  EXPECT_EQ(round_trip(moments).rtt, 17ms);
}

TEST(RoundTrip, IsNeverZero) {
  auto none = bracket;
  none.after_receive = none.before_send;
  EXPECT_EQ(round_trip(none).rtt, 1ns);
}

}  // namespace
}  // namespace tocsin::probe
