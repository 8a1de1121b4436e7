#include "daemon/plans/fleet.h"

#include <algorithm>

#include "core/plan/budget.h"

namespace tocsin::collector {
namespace {

constexpr std::size_t step = 30;

}  // namespace

std::uint32_t fleet_said(std::size_t probes) {
  if (probes <= plan::fleet_by_default) return 0;
  const std::size_t rounded_up = (probes + step - 1) / step * step;
  return static_cast<std::uint32_t>(std::min<std::size_t>(rounded_up, plan::fleet_said_max));
}

std::vector<plan::Plan> with_fleet(std::vector<plan::Plan> plans, std::uint32_t fleet) {
  if (fleet == 0) return plans;
  auto watch = std::ranges::find(plans, plan::watch().name, &plan::Plan::name);
  if (watch == plans.end()) watch = plans.insert(plans.end(), plan::watch());
  watch->fleet = std::max(watch->fleet, fleet);
  return plans;
}

}  // namespace tocsin::collector
