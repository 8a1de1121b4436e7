#include "probes/schedule/route_round.h"

#include "core/plan/budget.h"
#include "probes/checks/questions.h"
#include "probes/schedule/turn_round.h"

namespace tocsin::probe {
Duration route_cycle(const plan::Plan& plan, std::uint32_t fleet_size) {
  const auto& measure = plan.measures.front();
  const auto queries = std::uint64_t{fleet_size} * questions_max(measure.check);
  const auto share = plan::root_letter_share(plan.name);
  return plan::cadence(measure.udp_every, queries, share.udp_per_second);
}

Round route_round(const plan::Plan& plan,
                  const plan::TargetSet& root,
                  FleetPlace place,
                  std::int64_t interval) {
  const Turns turns{.check = plan::Check::route,
                    .targets = root.endpoints.size(),
                    .cycle = route_cycle(plan, place.size),
                    .every = plan.batch_every};
  return turn_round(turns, place, interval);
}

}  // namespace tocsin::probe
