#include "probes/clock/agreement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

// The server is so far ahead of us, and so wrong at most.
ErrorInterval server(Duration ahead, Duration distance = 10ms) {
  return {.low = ahead - distance, .high = ahead + distance};
}

std::optional<Agreement> agreed(const std::vector<ErrorInterval>& servers) {
  return agree(servers);
}

TEST(Agreement, OfThreeIsWhatLiesBetweenPointsThatTwoHold) {
  const auto agreement = agreed({server(0ms), server(4ms), server(-3ms)}).value();
  EXPECT_EQ(agreement.interval, (ErrorInterval{.low = -10ms, .high = 10ms}));
  EXPECT_EQ(agreement.bound(), 10ms);
  EXPECT_THAT(agreement.falsetickers, IsEmpty());
}

TEST(Agreement, OnAClockThatIsWrongSaysByHowMuch) {
  const auto agreement = agreed({server(-2s), server(-2s), server(-2s)}).value();
  EXPECT_EQ(agreement.bound(), 2s + 10ms);
}

TEST(Agreement, FewerThanThreeNeverAgree) {
  EXPECT_FALSE(agreed({}));
  EXPECT_FALSE(agreed({server(0ms)}));
  EXPECT_FALSE(agreed({server(0ms), server(0ms)}));
}

TEST(Agreement, OneLiarAmongThreeLeavesTooFew) {
  EXPECT_FALSE(agreed({server(0ms), server(1ms), server(1h)}));
}

TEST(Agreement, OneLiarAmongFourIsOutvotedAndNamed) {
  const auto agreement = agreed({server(0ms), server(1h), server(2ms), server(1ms)}).value();
  EXPECT_EQ(agreement.interval, (ErrorInterval{.low = -8ms, .high = 10ms}));
  EXPECT_THAT(agreement.falsetickers, ElementsAre(1));
}

TEST(Agreement, TwoLiarsAmongFiveAreOutvotedEvenWhereTheyAgree) {
  const auto agreement =
      agreed({server(1h), server(0ms), server(1h), server(2ms), server(1ms)}).value();
  EXPECT_LE(agreement.bound(), 10ms);
  EXPECT_THAT(agreement.falsetickers, ElementsAre(0, 2));
}

TEST(Agreement, HalfIsNoMajority) {
  EXPECT_FALSE(agreed({server(0s), server(0s), server(0s), server(1h), server(1h), server(1h)}));
}

TEST(Agreement, APreciseLiarWhereAllOverlapDoesNotDrawTheAnswerAway) {
  const auto agreement =
      agreed({server(0ms), server(1ms), server(2ms), server(9500us, 100us)}).value();
  EXPECT_LE(agreement.interval.low, 0ms);
  EXPECT_GE(agreement.interval.high, 0ms);
}

TEST(Agreement, AWideServerAgreesWithoutHarm) {
  const auto agreement = agreed({server(0ms), server(1ms), server(2ms), server(0ms, 1s)}).value();
  EXPECT_EQ(agreement.interval, (ErrorInterval{.low = -9ms, .high = 11ms}));
}

// Whatever one liar of four says, the truth, which the others hold, stays within the bound.
TEST(Agreement, NoSingleLiarPutsTheTruthOutside) {
  for (Duration lie = -40ms; lie <= 40ms; lie += 500us) {  // and the honest hold zero
    for (const Duration distance : {10us, 5000us, 30'000us}) {
      const auto agreement =
          agreed({server(1ms), server(3ms), server(-2ms), server(lie, distance)});
      ASSERT_TRUE(agreement);
      EXPECT_LE(agreement->interval.low, 0ms) << lie.count();
      EXPECT_GE(agreement->interval.high, 0ms) << lie.count();
    }
  }
}

}  // namespace
}  // namespace tocsin::probe
