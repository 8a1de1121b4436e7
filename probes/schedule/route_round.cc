#include "probes/schedule/route_round.h"

#include <algorithm>

#include "core/plan/budget.h"
#include "probes/checks/questions.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

// The first time at or after `begin` that is `offset` after the beginning of a cycle.
Duration next_turn(Duration begin, Duration cycle, Duration offset) {
  const auto since = (begin - offset) % cycle;
  return since == 0s ? begin : begin + cycle - since;
}

}  // namespace

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
  Round round;
  const auto cycle = route_cycle(plan, place.size);
  if (cycle == 0s) return round;
  const auto begin = interval * plan.batch_every;
  const auto end = begin + plan.batch_every;
  const auto own = cycle / place.size * place.number;
  for (std::uint32_t i = 0; i < root.endpoints.size(); ++i) {
    const auto offset = own + cycle / root.endpoints.size() * i;
    for (auto at = next_turn(begin, cycle, offset % cycle); at < end; at += cycle) {
      round.tests.push_back({.at = at - begin, .endpoint = i, .check = plan::Check::route});
    }
  }
  std::ranges::sort(round.tests, {}, &RoundTest::at);
  return round;
}

}  // namespace tocsin::probe
