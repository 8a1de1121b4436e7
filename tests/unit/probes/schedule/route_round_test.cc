#include "probes/schedule/route_round.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/plan/root_hints.h"
#include "probes/checks/route.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

const auto root = plan::compiled_root_targets();
const auto route = plan::route();
constexpr std::int64_t first_interval = 990'000;  // some time in 2026

struct At {
  Duration time;  // since 1970
  std::uint32_t endpoint;
};

// What one probe traces in so many intervals, by time.
std::vector<At> traces(FleetPlace place, std::int64_t intervals) {
  std::vector<At> all;
  for (auto interval = first_interval; interval < first_interval + intervals; ++interval) {
    for (const auto& test : route_round(route, root, place, interval).tests) {
      EXPECT_GE(test.at, 0s);
      EXPECT_LT(test.at, route.batch_every);
      all.push_back({interval * route.batch_every + test.at, test.endpoint});
    }
  }
  return all;
}

std::int64_t intervals_of(Duration cycle) {
  return (cycle + route.batch_every - 1ns) / route.batch_every;
}

TEST(RouteRound, TracesEachAddressOnceInACycle) {
  const FleetPlace place{.number = 17, .size = 150};
  const auto cycle = route_cycle(route, place.size);
  EXPECT_EQ(cycle, 150s * route_queries_to_server_max);
  std::map<std::uint32_t, std::vector<Duration>> by_endpoint;
  for (const auto& at : traces(place, 3 * intervals_of(cycle))) {
    by_endpoint[at.endpoint].push_back(at.time);
  }
  EXPECT_EQ(by_endpoint.size(), root.endpoints.size());
  for (const auto& [endpoint, times] : by_endpoint) {
    EXPECT_GE(times.size(), 3U);
    for (std::size_t i = 1; i < times.size(); ++i) EXPECT_EQ(times[i] - times[i - 1], cycle);
  }
}

TEST(RouteRound, OneProbesTracesAreAsFarApartAsTheyCanBe) {
  const FleetPlace place{.number = 3, .size = 150};
  const auto cycle = route_cycle(route, place.size);
  const auto all = traces(place, intervals_of(cycle));
  for (std::size_t i = 1; i < all.size(); ++i) {
    EXPECT_GE(all[i].time - all[i - 1].time, cycle / 26 - 1us);
  }
}

// The share is one query a second: fifteen that reach a letter have fifteen seconds before the next
// trace begins.
TEST(RouteRound, ALetterSeesNoTwoTracesOfTheFleetBeginWithinTheShareOfOne) {
  for (const std::uint32_t size : {2U, 20U, 150U, 1000U}) {
    std::vector<Duration> to_one;
    const auto intervals = intervals_of(route_cycle(route, size));
    for (std::uint32_t number = 0; number < size; ++number) {
      for (const auto& at : traces({.number = number, .size = size}, intervals)) {
        if (at.endpoint == 5) to_one.push_back(at.time);
      }
    }
    std::ranges::sort(to_one);
    EXPECT_GE(to_one.size(), size);
    for (std::size_t i = 1; i < to_one.size(); ++i) {
      EXPECT_GE(to_one[i] - to_one[i - 1], 1s * route_queries_to_server_max - 1us);
    }
  }
}

// RSSAC047v2 vno: of about twenty vantage points each in each interval.
TEST(RouteRound, AFleetOfTwentyTracesEveryAddressEveryFiveMinutes) {
  EXPECT_EQ(route_cycle(route, 1), 5min);
  EXPECT_EQ(route_cycle(route, 20), 5min);
  EXPECT_GT(route_cycle(route, 21), 5min);
}

TEST(RouteRound, APlanWithoutAShareTracesNothing) {
  auto other = route;
  other.name = "other";
  EXPECT_TRUE(route_round(other, root, {}, first_interval).tests.empty());
}

}  // namespace
}  // namespace tocsin::probe
