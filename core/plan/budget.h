// What all probes together may ask of one server address: published, so that operators can hold us
// to it. The more probes there are, the less often each of them asks.
#pragma once

#include <cstdint>

#include "core/base/time.h"

namespace tocsin::plan {

struct FleetBudget {
  std::uint32_t udp_per_second = 20;
  std::uint32_t tcp_per_second = 5;
};

inline constexpr FleetBudget root_letter_budget{};

// How long a probe of a fleet of so many waits between two queries to one address: as planned, or
// longer where the fleet would spend more than `per_second`. A planned zero stays zero.
constexpr Duration cadence(Duration planned, std::uint32_t fleet, std::uint32_t per_second) {
  if (planned == Duration::zero()) return planned;
  const Duration whole = std::chrono::seconds(fleet);
  const Duration affordable = (whole + Duration(per_second - 1)) / per_second;
  return affordable > planned ? affordable : planned;
}

}  // namespace tocsin::plan
