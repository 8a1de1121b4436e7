#include "probes/clock/error_interval.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

const auto noon = *from_rfc3339("2026-11-27T12:00:00Z");

MonotonicTime at(Duration time) {
  return MonotonicTime{1h + time};
}

// At one hour of monotonic time our clock says noon.
ClockLine ours(double ppm = 0) {
  return {.at = {.before = at(0s), .wall = noon, .after = at(0s)},
          .rate = {.wall_per_monotonic = 1 + ppm * 1e-6}};
}

// Asked 10 ms after, answered 30 ms later by a clock that is ahead of ours by so much.
ErrorInterval asked(Duration ahead, Duration there, Duration hold, NtpReply reply = {}) {
  const auto received = noon + 10ms + there + ahead;
  reply.received = to_ntp(received);
  reply.sent = to_ntp(received + hold);
  const RoundTrip trip{.sent_at = at(10ms), .rtt = 30ms, .source = record::RttSource::kernel};
  return error_interval(reply, trip, ours());
}

bool near(Duration a, Duration b) {
  return std::chrono::abs(a - b) <= 1us;
}

TEST(ErrorInterval, IsTheOffsetAndHalfOfTheDelay) {
  const auto interval = asked(0ms, 14ms, 2ms);
  EXPECT_TRUE(near(interval.low, -14ms));
  EXPECT_TRUE(near(interval.high, 14ms));
}

TEST(ErrorInterval, HoldsTheTruthHoweverTheDelayIsDivided) {
  for (const auto ahead : {-5s, 0s, 5s}) {
    for (const auto there : {0ms, 3ms, 14ms, 28ms}) {
      const auto interval = asked(ahead, there, 2ms);
      EXPECT_LE(interval.low, ahead) << there.count();
      EXPECT_GE(interval.high, ahead) << there.count();
    }
  }
}

TEST(ErrorInterval, IsWidenedByWhatTheServerKnowsOfItself) {
  NtpReply reply;
  reply.root_delay = 8ms;
  reply.root_dispersion = 3ms;
  const auto interval = asked(0ms, 14ms, 2ms, reply);
  EXPECT_TRUE(near(interval.high, 14ms + 4ms + 3ms));
}

TEST(ErrorInterval, AServerThatHeldItLongerThanWeWaitedGainsNothingByIt) {
  const auto interval = asked(0ms, 0ms, 1h);
  EXPECT_LT(interval.low, interval.high);
}

TEST(ErrorInterval, OurClockIsCarriedOnAtTheKernelsRate) {
  const auto line = ours(100'000);
  EXPECT_EQ(line.wall(at(10s)), noon + 11s);
}

}  // namespace
}  // namespace tocsin::probe
