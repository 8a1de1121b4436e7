// A thousand probes together, as a letter's operator sees them.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/crypto/sha256.h"
#include "core/plan/budget.h"
#include "core/plan/root_hints.h"
#include "probes/schedule/schedule.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Transport;

constexpr std::uint32_t fleet_size = 1000;

// When the fleet asks one letter's address during `span`.
std::vector<MonotonicTime> queries(Transport transport, Duration span) {
  plan::TargetSet k;
  k.endpoints.push_back({.zone = ".",
                         .server = "k.root-servers.net.",
                         .address = *plan::address_from("193.0.14.129")});
  std::vector<MonotonicTime> asked;
  for (std::uint32_t i = 0; i < fleet_size; ++i) {
    Bytes seed;
    append_be32(seed, i);
    const auto probe = crypto::sha256(seed);
    Schedule schedule(root_series(plan::watch(), k, probe, fleet_size), {0s});
    while (schedule.next_due() < MonotonicTime{span}) {
      for (const auto& due : schedule.take(schedule.next_due()).due) {
        if (due.transport == transport) asked.push_back(due.at);
      }
    }
  }
  std::ranges::sort(asked);
  return asked;
}

// The most queries in any span of a second, wherever it starts.
std::size_t busiest_second(const std::vector<MonotonicTime>& asked) {
  std::size_t most = 0;
  for (auto from = asked.begin(); from != asked.end(); ++from) {
    const auto until = std::lower_bound(from, asked.end(), *from + 1s);
    most = std::max(most, static_cast<std::size_t>(until - from));
  }
  return most;
}

TEST(Fleet, KeepsItsBudgetOverEachCadence) {
  EXPECT_EQ(queries(Transport::udp, 62'500ms).size(), fleet_size);
  EXPECT_EQ(queries(Transport::udp, 625s).size(), 10 * fleet_size);
  EXPECT_EQ(queries(Transport::tcp, 250s).size(), fleet_size);
}

TEST(Fleet, AsksEachAddressAtMostThreeTimesItsBudgetInAnySecond) {
  const auto budget = plan::root_letter_share("watch");
  EXPECT_LE(busiest_second(queries(Transport::udp, 625s)), 3 * budget.udp_per_second);
  EXPECT_LE(busiest_second(queries(Transport::tcp, 2500s)), 4 * budget.tcp_per_second);
}

TEST(Fleet, SpreadsItsStartsOverTheInterval) {
  const auto asked = queries(Transport::udp, 62'500ms);
  for (int fifth = 0; fifth < 5; ++fifth) {
    const auto from = std::ranges::lower_bound(asked, MonotonicTime{fifth * 12'500ms});
    const auto until = std::ranges::lower_bound(asked, MonotonicTime{(fifth + 1) * 12'500ms});
    EXPECT_NEAR(static_cast<double>(until - from), fleet_size / 5.0, 50);
  }
}

}  // namespace
}  // namespace tocsin::probe
