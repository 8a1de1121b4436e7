// What the log says to probes of how many they are, so that all together keep to the budgets of
// core/plan/budget.h without anybody telling each host. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/plan/plan.h"

namespace tocsin::collector {

// The number that is said of so many probes: never fewer, up to what a collector can say, and in
// steps, because with another number every probe begins its series anew. 0 as long as it is no more
// than what hosts are told by default.
std::uint32_t fleet_said(std::size_t probes);

// The plans with a watch that says so; those as they are where there is nothing to say.
std::vector<plan::Plan> with_fleet(std::vector<plan::Plan> plans, std::uint32_t fleet);

}  // namespace tocsin::collector
