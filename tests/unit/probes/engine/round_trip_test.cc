#include "probes/engine/round_trip.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::RttSource;

MonotonicTime at(Duration time) {
  return MonotonicTime{time};
}

const Moments bracket{
    .before_send = at(100ms), .after_receive = at(120ms), .left = {}, .arrived = {}};

TEST(RoundTrip, WithoutStampsItIsTheBracket) {
  const auto trip = round_trip(bracket);
  EXPECT_EQ(trip.rtt, 20ms);
  EXPECT_EQ(trip.source, RttSource::bracket);
  EXPECT_EQ(trip.sent_at, at(100ms));
}

TEST(RoundTrip, AReceiveStampTakesOurOwnDelayAway) {
  auto moments = bracket;
  moments.arrived = at(117ms);
  EXPECT_EQ(round_trip(moments).rtt, 17ms);
  EXPECT_EQ(round_trip(moments).source, RttSource::kernel_receive);
}

TEST(RoundTrip, WithBothStampsItIsTheKernels) {
  auto moments = bracket;
  moments.left = at(101ms);
  moments.arrived = at(117ms);
  EXPECT_EQ(round_trip(moments).rtt, 16ms);
  EXPECT_EQ(round_trip(moments).source, RttSource::kernel);
  EXPECT_EQ(round_trip(moments).sent_at, at(101ms));
}

TEST(RoundTrip, AStampOutsideItsBracketIsDropped) {
  auto moments = bracket;
  moments.left = at(101ms);
  for (const auto moved : {99ms, 121ms, -3600'000ms}) {
    moments.arrived = at(moved);
    EXPECT_EQ(round_trip(moments).rtt, 20ms);
    EXPECT_EQ(round_trip(moments).source, RttSource::bracket);
  }
}

TEST(RoundTrip, ATransmitStampAfterTheArrivalIsDroppedAlone) {
  auto moments = bracket;
  moments.left = at(118ms);
  moments.arrived = at(117ms);
  EXPECT_EQ(round_trip(moments).rtt, 17ms);
  EXPECT_EQ(round_trip(moments).source, RttSource::kernel_receive);
}

TEST(RoundTrip, IsNeverZero) {
  const Moments none{.before_send = at(1s), .after_receive = at(1s), .left = {}, .arrived = {}};
  EXPECT_EQ(round_trip(none).rtt, 1ns);
}

TEST(RoundTrip, AStampIsConvertedByTheMiddleOfBothClocks) {
  const BothClocks now{.before = at(10ms), .wall = WallTime{1h}, .after = at(12ms)};
  EXPECT_EQ(to_monotonic(WallTime{1h - 4ms}, now), at(7ms));
}

}  // namespace
}  // namespace tocsin::probe
