// The plans that go by intervals of the wall clock, ready to run: what each asks and when. Pure but
// for what the caller's functions say of the zone in force.
#pragma once

#include <functional>
#include <vector>

#include "core/record/envelope.h"
#include "probes/checks/correctness.h"
#include "probes/main/round_run.h"
#include "probes/schedule/round.h"

namespace tocsin::probe {

// What queries about correctness are drawn from; nothing while no zone is in force.
using ZoneInForce = std::function<const std::vector<Delegation>*()>;

// Of the TLDs in `targets` (docs/decisions/0012).
RoundPlan tld_plan(plan::Plan plan, plan::TargetSet targets, FleetPlace place, ZoneInForce zone);

// Of the root's servers (RSSAC047v2).
RoundPlan rssac047_plan(plan::Plan plan,
                        plan::TargetSet root,
                        const record::ProbeId& probe,
                        FleetPlace place,
                        ZoneInForce zone);

}  // namespace tocsin::probe
