#include "core/plan/budget.h"

#include <gtest/gtest.h>

namespace tocsin::plan {
namespace {

using namespace std::chrono_literals;

TEST(Cadence, IsAsPlannedWhileTheFleetCanAffordIt) {
  EXPECT_EQ(cadence(10s, 1, root_letter_budget.udp_per_second), 10s);
  EXPECT_EQ(cadence(10s, 200, root_letter_budget.udp_per_second), 10s);
  EXPECT_EQ(cadence(60s, 300, root_letter_budget.tcp_per_second), 60s);
}

TEST(Cadence, IsStretchedSoThatTheFleetKeepsItsBudget) {
  EXPECT_EQ(cadence(10s, 201, root_letter_budget.udp_per_second), 10050ms);
  EXPECT_EQ(cadence(10s, 1000, root_letter_budget.udp_per_second), 50s);
  EXPECT_EQ(cadence(60s, 1000, root_letter_budget.tcp_per_second), 200s);
}

TEST(RootLetterShares, AreTheWholeBudget) {
  FleetBudget together;
  for (const auto& share : root_letter_shares) {
    together.udp_per_second += share.budget.udp_per_second;
    together.tcp_per_second += share.budget.tcp_per_second;
  }
  EXPECT_EQ(together, root_letter_budget);
}

TEST(RootLetterShares, AreNothingForAPlanThatIsNotKnown) {
  EXPECT_EQ(root_letter_share("watch").udp_per_second, 16U);
  EXPECT_EQ(root_letter_share("flood"), FleetBudget{});
  EXPECT_EQ(cadence(10s, 1, root_letter_share("flood").udp_per_second), 0s);
}

TEST(Cadence, StaysZeroWhereNothingIsAsked) {
  EXPECT_EQ(cadence(0s, 1000, 20), 0s);
}

}  // namespace
}  // namespace tocsin::plan
