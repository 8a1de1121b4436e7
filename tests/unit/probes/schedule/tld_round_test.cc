// A fleet together, as the operators of TLDs' name servers see it.
#include "probes/schedule/tld_round.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/unit/probes/schedule/crowd.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Transport;

constexpr std::uint32_t fleet_size = 50;

struct Asked {
  Duration at;
  std::uint32_t probe;
  std::uint32_t endpoint;
  Transport transport;
};

struct Fleet {
  plan::TargetSet targets = crowded();
  std::map<plan::Address, std::vector<Asked>> asked;  // by time
  std::uint64_t over_budget = 0;

  explicit Fleet(std::int64_t minutes, std::uint32_t size = fleet_size) {
    for (std::uint32_t probe = 0; probe < size; ++probe) {
      const TldRounds rounds(targets, {.number = probe, .size = size}, {});
      for (std::int64_t minute = 0; minute < minutes; ++minute) add(probe, minute, rounds);
    }
    for (auto& [address, all] : asked) std::ranges::sort(all, {}, &Asked::at);
  }

  void add(std::uint32_t probe, std::int64_t minute, const TldRounds& rounds) {
    const auto round = rounds.of(minute);
    over_budget += round.over_budget;
    for (const auto& test : round.tests) {
      asked[targets.endpoints[test.endpoint].address].push_back(
          {minute * tld_round_every + test.at, probe, test.endpoint, test.transport});
    }
  }
};

// The most in any span of a second, wherever it starts.
std::size_t busiest_second(const std::vector<Asked>& asked) {
  std::size_t most = 0;
  for (auto from = asked.begin(); from != asked.end(); ++from) {
    const auto until = std::ranges::lower_bound(from, asked.end(), from->at + 1s, {}, &Asked::at);
    most = std::max(most, static_cast<std::size_t>(until - from));
  }
  return most;
}

TEST(TldRound, NeverAsksAnAddressMoreThanItsBudgetInAnySecond) {
  const Fleet fleet(3);
  EXPECT_EQ(busiest_second(fleet.asked.at(shared)), tld_queries_per_second);
  EXPECT_LE(busiest_second(fleet.asked.at(own)), tld_queries_per_second);
}

// Whoever starts later only leaves places empty.
TEST(TldRound, KeepsTheBudgetOfAnAddressWithAThousandProbesToo) {
  const Fleet fleet(2, 1000);
  EXPECT_EQ(busiest_second(fleet.asked.at(shared)), tld_queries_per_second);
  EXPECT_EQ(busiest_second(fleet.asked.at(own)), tld_queries_per_second);
  EXPECT_EQ(fleet.asked.at(shared).size(), 2 * 59U * tld_queries_per_second);
}

TEST(TldRound, NeverHasOneProbeAskAnAddressTwiceInASecondOfItsMinute) {
  const Fleet fleet(1);
  std::map<std::uint32_t, Duration> last;
  for (const auto& each : fleet.asked.at(shared)) {
    const auto [before, first] = last.try_emplace(each.probe, each.at);
    EXPECT_TRUE(first || before->second / 1s != each.at / 1s);
    before->second = each.at;
  }
}

TEST(TldRound, AsksAnAddressAtMomentsThatAreATwentiethOfASecondApart) {
  const Fleet fleet(1);
  const auto& all = fleet.asked.at(shared);
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_EQ(all[i].at - all[i - 1].at, 50ms) << i;
}

TEST(TldRound, CountsWhatTheBudgetLeavesOut) {
  const Fleet fleet(1);
  EXPECT_EQ(fleet.asked.at(shared).size(), 59U * tld_queries_per_second);
  EXPECT_EQ(fleet.over_budget, (crowd - 59U) * tld_queries_per_second);
  EXPECT_EQ(fleet.asked.at(own).size(), tld_queries_per_second);
}

TEST(TldRound, LeavesOutOthersInEachMinute) {
  const Fleet fleet(20);
  std::map<std::uint32_t, int> times;
  for (const auto& each : fleet.asked.at(shared)) ++times[each.endpoint];
  EXPECT_EQ(times.size(), crowd);
  for (const auto& [endpoint, count] : times) EXPECT_GE(count, 2 * 20) << endpoint;
}

TEST(TldRound, AsksOneInTenByTcp) {
  const Fleet fleet(10);
  const auto& all = fleet.asked.at(shared);
  const auto tcp = std::ranges::count(all, Transport::tcp, &Asked::transport);
  EXPECT_EQ(static_cast<std::size_t>(tcp), all.size() / 10);
}

TEST(TldRound, DrawsThePanelAnewInEachMinute) {
  const Fleet fleet(10);
  std::map<std::uint32_t, int> times;
  for (const auto& each : fleet.asked.at(own)) ++times[each.probe];
  EXPECT_EQ(times.size(), fleet_size);
}

TEST(TldRound, OfAFleetSmallerThanThePanelIsEverybodys) {
  const TldRounds alone(crowded(), {.number = 0, .size = 1}, {});
  const auto round = alone.of(7);
  EXPECT_EQ(round.tests.size() + round.over_budget, crowd + 1);
  EXPECT_EQ(round.over_budget, crowd - 59);
}

// 1200 addresses, so 20 a second on average.
TEST(TldRound, KeepsAProbeAboutAsBusyInEachSecond) {
  plan::TargetSet targets;
  for (std::uint16_t i = 0; i < 1200; ++i) {
    auto address = shared;
    address.bytes[2] = static_cast<std::uint8_t>(i >> 8);
    address.bytes[3] = static_cast<std::uint8_t>(i);
    targets.endpoints.push_back({tld(i), "ns.", address});
  }
  const TldRounds rounds(targets, {.number = 0, .size = 20}, {});
  std::map<Duration::rep, int> by_second;
  for (const auto& test : rounds.of(7).tests) ++by_second[test.at / 1s];
  EXPECT_EQ(by_second.size(), 59U);
  for (const auto& [second, count] : by_second) EXPECT_LE(count, 45) << second;
}

TEST(TldRound, IsTheSameWheneverItIsAsked) {
  const TldRounds rounds(crowded(), {.number = 3, .size = fleet_size}, {});
  EXPECT_EQ(rounds.of(7).tests, rounds.of(7).tests);
  EXPECT_NE(rounds.of(7).tests, rounds.of(8).tests);
}

}  // namespace
}  // namespace tocsin::probe
