// The plans that go by intervals of the wall clock, ready to run: what each asks and when. Pure but
// for what the caller's functions say of the zone in force.
#pragma once

#include <functional>
#include <vector>

#include "core/record/envelope.h"
#include "probes/checks/correctness.h"
#include "probes/main/round_exchange.h"
#include "probes/main/round_run.h"
#include "probes/schedule/round.h"

namespace tocsin::probe {

// What queries about correctness are drawn from; nothing while no zone is in force.
using ZoneInForce = std::function<const std::vector<Delegation>*()>;

// A plan whose tests are queries.
struct AskPlan {
  RoundPlan rounds;
  MakeAsk ask;
};

// This question to this endpoint, as the plan asks.
Ask ask_of(const plan::Plan& plan,
           const plan::TargetSet& targets,
           std::uint32_t endpoint,
           record::Question question);

// Of the TLDs in `targets` (docs/decisions/0012).
AskPlan tld_plan(plan::Plan plan, plan::TargetSet targets, FleetPlace place, ZoneInForce zone);

// Of the root's servers (RSSAC047v2).
AskPlan rssac047_plan(plan::Plan plan,
                      plan::TargetSet root,
                      const record::ProbeId& probe,
                      FleetPlace place,
                      ZoneInForce zone);

// The keys of the TLDs in `targets` (docs/decisions/0014).
AskPlan dnskey_plan(plan::Plan plan, plan::TargetSet targets, FleetPlace place, ZoneInForce zone);

// Each TLD in `targets` in turn; of each the set is to have one endpoint. Its tests are lookups
// (resolver_tester.h).
RoundPlan resolver_plan(plan::Plan plan, plan::TargetSet targets, FleetPlace place);

// The first endpoint of each zone: where endpoints only name zones.
plan::TargetSet one_of_each_zone(const plan::TargetSet& targets);

// The way to the root's servers. Its tests are traces (route_tester.h).
RoundPlan route_plan(plan::Plan plan, plan::TargetSet root, FleetPlace place);

}  // namespace tocsin::probe
