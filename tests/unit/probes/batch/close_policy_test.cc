#include "probes/batch/close_policy.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

MonotonicTime at(Duration since_start) {
  return {1000s + since_start};
}

struct Closing : testing::Test {
  ClosePolicy policy{plan::watch(), at(0s)};

  // A letter changes every 100 ms from `from` on, for a minute: when batches then close.
  std::vector<Duration> closes_under_storm(Duration from, Duration length) {
    std::vector<Duration> closes;
    for (auto now = from; now < from + length; now += 100ms) {
      policy.want_early();
      if (!policy.due(at(now))) continue;
      policy.closed(at(now));
      closes.push_back(now);
    }
    return closes;
  }
};

TEST_F(Closing, ComesWithTheEndOfThePeriod) {
  EXPECT_EQ(policy.next(), at(10s));
  EXPECT_FALSE(policy.due(at(9999ms)));
  EXPECT_TRUE(policy.due(at(10s)));
}

TEST_F(Closing, StartsTheNextPeriod) {
  policy.closed(at(10s + 3ms));
  EXPECT_EQ(policy.next(), at(20s + 3ms));
}

TEST_F(Closing, ComesAtOnceWhereSomethingChanged) {
  policy.want_early();
  EXPECT_TRUE(policy.due(at(5s)));
}

TEST_F(Closing, IsEarlyAtMostOnceInTwoSeconds) {
  policy.closed(at(10s));
  policy.want_early();
  EXPECT_EQ(policy.next(), at(12s));
}

TEST_F(Closing, IsEarlyAtMostSixTimesAMinute) {
  const auto closes = closes_under_storm(0s, 60s);
  EXPECT_EQ(closes, (std::vector<Duration>{2s, 4s, 6s, 8s, 10s, 12s, 22s, 32s, 42s, 52s}));
}

TEST_F(Closing, IsNeverSevenTimesEarlyWithinAnyMinute) {
  const auto closes = closes_under_storm(0s, 600s);
  for (std::size_t i = 6; i < closes.size(); ++i) {
    std::size_t early = 0;
    for (std::size_t j = 1; j <= i; ++j) {
      const bool within = closes[j] > closes[i] - 60s;
      early += within && closes[j] - closes[j - 1] < 10s ? 1 : 0;
    }
    EXPECT_LE(early, 6U) << "up to close " << i;
  }
}

TEST_F(Closing, ForgetsWhatChangedOnceItIsTold) {
  policy.want_early();
  policy.closed(at(3s));
  EXPECT_EQ(policy.next(), at(13s));
}

TEST_F(Closing, IsNeverEarlyUnderAPlanThatForbidsIt) {
  auto plan = plan::watch();
  plan.early_close.per_minute_max = 0;
  policy = ClosePolicy(plan, at(0s));
  policy.want_early();
  EXPECT_EQ(policy.next(), at(10s));
}

}  // namespace
}  // namespace tocsin::probe
