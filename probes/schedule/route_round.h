// Which traces a probe makes in one interval: each address of each letter in turn, once in a cycle,
// as far apart as they can be. The fleet's probes trace one address one after the other, so that a
// letter sees one trace at a time, and no more than the plan's share of its budget allows however
// many queries a trace takes. Pure.
#pragma once

#include "core/plan/plan.h"
#include "core/plan/target.h"
#include "probes/schedule/round.h"

namespace tocsin::probe {

// How long a cycle is for a fleet of this size; zero where the plan has no share.
Duration route_cycle(const plan::Plan& plan, std::uint32_t fleet_size);

// Intervals are of `plan.batch_every`, counted from 1970, as cycles are.
Round route_round(const plan::Plan& plan,
                  const plan::TargetSet& root,
                  FleetPlace place,
                  std::int64_t interval);

}  // namespace tocsin::probe
