// What all probes together may ask of one server address: published, so that operators can hold us
// to it. The more probes there are, the less often each of them asks.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/time.h"

namespace tocsin::plan {

struct FleetBudget {
  std::uint32_t udp_per_second = 0;
  std::uint32_t tcp_per_second = 0;

  bool operator==(const FleetBudget&) const = default;
};

inline constexpr FleetBudget root_letter_budget{.udp_per_second = 20, .tcp_per_second = 5};

// A plan with its part of it. The parts together are the whole (docs/decisions/0011).
struct BudgetShare {
  std::string_view plan;
  FleetBudget budget;
};

inline constexpr BudgetShare root_letter_shares[] = {
    {"watch", {.udp_per_second = 16, .tcp_per_second = 4}},
    {"rssac047", {.udp_per_second = 2, .tcp_per_second = 1}},
    {"identity", {.udp_per_second = 1}},
    {"route", {.udp_per_second = 1}},
};

// A plan that is not in the list has no part, and asks no letter anything.
constexpr FleetBudget root_letter_share(std::string_view plan) {
  for (const auto& share : root_letter_shares) {
    if (share.plan == plan) return share.budget;
  }
  return {};
}

// What a host that is told nothing takes the number of probes for: the watch keeps its ten seconds.
inline constexpr std::uint32_t fleet_by_default = 150;

// The largest fleet that a collector can say there is: it makes the watch six times as rare as
// planned. A host that is told of a larger one by its own configuration follows that.
inline constexpr std::uint32_t fleet_said_max = 960;

// How long a probe of a fleet of so many waits between two queries to one address: as planned, or
// longer where the fleet would spend more than `per_second`. A planned zero stays zero, and so does
// what has no budget: it is not asked.
constexpr Duration cadence(Duration planned, std::uint64_t fleet, std::uint32_t per_second) {
  if (planned == Duration::zero() || per_second == 0) return Duration::zero();
  const Duration whole = std::chrono::seconds(fleet);
  const Duration affordable = (whole + Duration(per_second - 1)) / per_second;
  return affordable > planned ? affordable : planned;
}

}  // namespace tocsin::plan
