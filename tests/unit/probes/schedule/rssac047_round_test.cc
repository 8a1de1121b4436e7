#include "probes/schedule/rssac047_round.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/plan/root_hints.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using plan::Check;
using record::Transport;

const Bytes probe(16, 7);

Round round(std::int64_t interval, FleetPlace place = {}) {
  return rssac047_round(plan::rssac047(), plan::compiled_root_targets(), probe, place, interval);
}

std::size_t count(const Round& round, Check check, Transport transport) {
  return static_cast<std::size_t>(std::ranges::count_if(round.tests, [&](const auto& test) {
    return test.check == check && test.transport == transport;
  }));
}

TEST(Rssac047Round, AsksEachAddressOverBothTransportsAndEachRsiOnceForCorrectness) {
  const auto all = round(7);
  EXPECT_EQ(count(all, Check::soa, Transport::udp), 26U);
  EXPECT_EQ(count(all, Check::soa, Transport::tcp), 26U);
  EXPECT_EQ(count(all, Check::correctness, Transport::udp), 13U);
  EXPECT_EQ(all.tests.size(), 65U);
}

TEST(Rssac047Round, BeginsWithinAMinuteAndIsOverWellWithinItsInterval) {
  std::set<Duration> waits;
  for (std::int64_t interval = 0; interval < 200; ++interval) {
    const auto all = round(interval);
    EXPECT_LT(all.tests.front().at, 60s);
    EXPECT_LT(all.tests.back().at, 67s);
    EXPECT_TRUE(std::ranges::is_sorted(all.tests, {}, &RoundTest::at));
    waits.insert(all.tests.front().at);
  }
  EXPECT_GT(waits.size(), 190U);
  EXPECT_LT(*waits.begin(), 5s);
  EXPECT_GT(*waits.rbegin(), 55s);
}

TEST(Rssac047Round, HasAnotherOrderInEachInterval) {
  EXPECT_EQ(round(7).tests, round(7).tests);
  EXPECT_NE(round(7).tests.front().endpoint + 100 * round(7).tests.back().endpoint,
            round(8).tests.front().endpoint + 100 * round(8).tests.back().endpoint);
}

TEST(Rssac047Round, LeavesOutOfTheIntervalsBetweenWhatThePlanAsksMoreSeldom) {
  auto plan = plan::rssac047();
  plan.measures[0].tcp_every = 11min;  // no whole number of intervals: the next one
  plan.measures[1].udp_every = 10min;
  const auto at = [&](std::int64_t interval) {
    return rssac047_round(plan, plan::compiled_root_targets(), probe, {}, interval);
  };
  for (std::int64_t interval = 0; interval < 12; ++interval) {
    const auto all = at(interval);
    EXPECT_EQ(count(all, Check::soa, Transport::udp), 26U) << interval;
    EXPECT_EQ(count(all, Check::soa, Transport::tcp), interval % 3 == 0 ? 26U : 0U) << interval;
    EXPECT_EQ(count(all, Check::correctness, Transport::udp), interval % 2 == 0 ? 13U : 0U);
  }
}

TEST(Rssac047Round, AsksNothingThatThePlanHasTakenOut) {
  auto plan = plan::rssac047();
  plan.measures[0].udp_every = 0s;
  plan.measures[0].tcp_every = 0s;
  plan.measures[1].udp_every = 0s;
  const auto none = rssac047_round(plan, plan::compiled_root_targets(), probe, {}, 0);
  EXPECT_TRUE(none.tests.empty());
  EXPECT_EQ(none.over_budget, 0U);
}

TEST(Rssac047Round, LeavesOutVantagePointsThatTheBudgetHasNoRoomFor) {
  EXPECT_EQ(round(7, {.number = 59, .size = 100}).over_budget, 0U);
  const auto none = round(7, {.number = 60, .size = 100});
  EXPECT_TRUE(none.tests.empty());
  EXPECT_EQ(none.over_budget, 65U);
}

}  // namespace
}  // namespace tocsin::probe
