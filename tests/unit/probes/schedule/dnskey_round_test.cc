// A fleet that asks for keys, as the operators of TLDs' name servers see it.
#include "probes/schedule/dnskey_round.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "probes/schedule/tld_round.h"
#include "tests/unit/probes/schedule/crowd.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t fleet_size = 20;
constexpr std::int64_t first_hour = 495'000;

struct Fleet {
  plan::TargetSet targets = crowded();
  Duration cycle = rounds(0).cycle();
  std::map<plan::Address, std::vector<Duration>> asked;               // since 1970
  std::map<std::uint32_t, std::map<std::string, int>> times_by_zone;  // by probe

  explicit Fleet(std::int64_t cycles) {
    const auto first_minute = first_hour * 60 / (cycle / 1min) * (cycle / 1min);
    const auto last_minute = first_minute + cycles * (cycle / 1min) - 1;
    for (std::uint32_t probe = 0; probe < fleet_size; ++probe) {
      const auto own_rounds = rounds(probe);
      for (auto hour = first_minute / 60; hour <= last_minute / 60; ++hour) {
        for (const auto& test : own_rounds.of(hour).tests) {
          const auto at = hour * dnskey_round_every + test.at;
          if (at / 1min >= first_minute && at / 1min <= last_minute) add(probe, test, at);
        }
      }
    }
  }

  DnskeyRounds rounds(std::uint32_t probe) const {
    return {targets, {.number = probe, .size = fleet_size}, 1h};
  }

  void add(std::uint32_t probe, const RoundTest& test, Duration at) {
    const auto& endpoint = targets.endpoints[test.endpoint];
    asked[endpoint.address].push_back(at);
    ++times_by_zone[probe][endpoint.zone];
  }
};

TEST(DnskeyRound, EachProbeAsksForTheKeysOfEachTldOnceInACycle) {
  const Fleet fleet(2);
  EXPECT_EQ(fleet.times_by_zone.size(), fleet_size);
  for (const auto& [probe, zones] : fleet.times_by_zone) {
    EXPECT_EQ(zones.size(), crowd);
    for (const auto& [zone, times] : zones) EXPECT_EQ(times, 2) << probe << " " << zone;
  }
}

TEST(DnskeyRound, ACycleIsAsLongAsTheMostCrowdedAddressNeeds) {
  EXPECT_EQ(Fleet(0).cycle, 1min * crowd * fleet_size / dnskey_tests_per_minute);
  const DnskeyRounds alone(crowded(), {}, 1h);
  EXPECT_EQ(alone.cycle(), 1h);
}

TEST(DnskeyRound, OfAPlanThatAsksForNoKeysAsksForNone) {
  const DnskeyRounds rounds(crowded(), {.number = 0, .size = 1}, 0s);
  for (int hour = 0; hour < 24; ++hour) EXPECT_TRUE(rounds.of(first_hour + hour).tests.empty());
}

TEST(DnskeyRound, AsksInTheSecondThatOtherTestsLeaveFree) {
  const Fleet fleet(1);
  for (const auto& [address, all] : fleet.asked) {
    for (const auto at : all) EXPECT_EQ(at % 1min / 1s, 59);
  }
  for (std::int64_t minute = 0; minute < 5; ++minute) {
    const TldRounds others(fleet.targets, {.number = 3, .size = fleet_size}, {});
    for (const auto& test : others.of(minute).tests) EXPECT_LT(test.at, second_of_keys);
  }
}

TEST(DnskeyRound, NoAddressSeesMoreThanTenProbesInAMinute) {
  const Fleet fleet(2);
  std::map<Duration::rep, std::uint32_t> by_minute;
  for (const auto at : fleet.asked.at(shared)) ++by_minute[at / 1min];
  std::uint32_t most = 0;
  for (const auto& [minute, count] : by_minute) most = std::max(most, count);
  EXPECT_LE(most, dnskey_tests_per_minute);
  EXPECT_GE(most, dnskey_tests_per_minute - 1);
}

TEST(DnskeyRound, NoTwoProbesMeetInATenthOfASecond) {
  const Fleet fleet(1);
  auto all = fleet.asked.at(shared);
  std::ranges::sort(all);
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_GE(all[i] - all[i - 1], 100ms);
}

TEST(DnskeyRound, DrawsTheAddressAnewInEachCycle) {
  const Fleet fleet(6);
  const auto at_own = fleet.asked.at(own).size();
  EXPECT_GT(at_own, 0U);
  EXPECT_LT(at_own, 6 * fleet_size);
}

TEST(DnskeyRound, AProbeAloneIsAboutAsBusyInEachMinute) {
  plan::TargetSet targets;
  for (std::uint16_t i = 0; i < 1200; ++i) {
    auto address = shared;
    address.bytes[2] = static_cast<std::uint8_t>(i >> 8);
    address.bytes[3] = static_cast<std::uint8_t>(i);
    targets.endpoints.push_back({tld(i), "ns.", address});
  }
  const DnskeyRounds rounds(targets, {}, 1h);
  std::map<Duration::rep, int> by_minute;
  for (const auto& test : rounds.of(first_hour).tests) ++by_minute[test.at / 1min];
  EXPECT_EQ(by_minute.size(), 60U);
  for (const auto& [minute, count] : by_minute) EXPECT_LE(count, 45) << minute;
}

}  // namespace
}  // namespace tocsin::probe
