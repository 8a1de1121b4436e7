#include "probes/main/round_plans.h"

#include <algorithm>
#include <memory>

#include "core/base/check.h"
#include "probes/checks/dnskey.h"
#include "probes/checks/soa.h"
#include "probes/checks/tld.h"
#include "probes/schedule/dnskey_round.h"
#include "probes/schedule/route_round.h"
#include "probes/schedule/rssac047_round.h"
#include "probes/schedule/tld_round.h"
#include "probes/schedule/turn_round.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;
using AskOr = Result<Ask, NotMeasured>;

TldPlan panel_of(const plan::Plan& plan) {
  TldPlan tlds;
  if (plan.panel != 0) tlds.panel = std::min(plan.panel, tld_queries_per_second);
  tlds.tcp_one_in = plan.measures.front().tcp_one_in;
  return tlds;
}

// The endpoint of the same name server in this family.
std::uint32_t in_family(const plan::TargetSet& root, std::uint32_t first, plan::Family family) {
  const auto& server = root.endpoints[first].server;
  for (auto i = first; i < root.endpoints.size() && root.endpoints[i].server == server; ++i) {
    if (root.endpoints[i].address.family == family) return i;
  }
  return first;
}

}  // namespace

Ask ask_of(const plan::Plan& plan,
           const plan::TargetSet& targets,
           std::uint32_t endpoint,
           record::Question question) {
  const auto& target = targets.endpoints[endpoint];
  auto ask = ask_for(std::move(question), target.zone);
  check(ask.has_value(), "the zone of an endpoint is a name, and so is what is asked of it");
  ask->server = {.address = target.address, .port = plan::dns_port};
  ask->timeout = plan.timeout;
  ask->listen_on = plan.listen_on;
  ask->endpoint = endpoint;
  return std::move(*ask);
}

AskPlan tld_plan(plan::Plan plan, plan::TargetSet targets, FleetPlace place, ZoneInForce zone) {
  const auto rounds = std::make_shared<TldRounds>(targets, place, panel_of(plan));
  const auto round = [rounds, every = plan.measures.front().udp_every](std::int64_t minute) {
    return is_due(minute, tld_round_every, every) ? rounds->of(minute) : Round{};
  };
  const auto shared = std::make_shared<const plan::TargetSet>(std::move(targets));
  const auto ask = [plan, shared, zone](const RoundTest& test, const record::Draw&) -> AskOr {
    if (zone() == nullptr) return fail_with(NotMeasured::no_zone);
    auto asked = ask_of(plan, *shared, test.endpoint, tld_question());
    asked.role = record::Role::tld;
    asked.transport = test.transport;
    asked.timeout = tld_timeout(test.transport);
    return asked;
  };
  RoundPlan minutes{
      .plan = std::move(plan), .targets = shared, .every = tld_round_every, .round = round};
  return {.rounds = std::move(minutes), .ask = ask};
}

AskPlan rssac047_plan(plan::Plan plan,
                      plan::TargetSet root,
                      const record::ProbeId& probe,
                      FleetPlace place,
                      ZoneInForce zone) {
  const auto shared = std::make_shared<const plan::TargetSet>(std::move(root));
  const auto round = [plan, shared, probe, place](std::int64_t interval) {
    return rssac047_round(plan, *shared, probe, place, interval);
  };
  const auto ask = [plan, shared, zone](const RoundTest& test, const record::Draw& draw) -> AskOr {
    if (test.check == plan::Check::soa) {
      auto asked = ask_of(plan, *shared, test.endpoint, soa_question());
      asked.transport = test.transport;
      return asked;
    }
    const auto* delegations = zone();
    if (delegations == nullptr) return fail_with(NotMeasured::no_zone);
    const auto drawn = correctness_test(*delegations, draw.cases);
    const auto endpoint = in_family(*shared, test.endpoint, drawn.family);
    auto asked = ask_of(plan, *shared, endpoint, drawn.question);
    asked.transport = drawn.transport;
    return asked;
  };
  RoundPlan intervals{
      .plan = std::move(plan), .targets = shared, .every = rssac047_every, .round = round};
  return {.rounds = std::move(intervals), .ask = ask};
}

AskPlan dnskey_plan(plan::Plan plan, plan::TargetSet targets, FleetPlace place, ZoneInForce zone) {
  const auto planned = plan.measures.front().udp_every;
  const auto rounds = std::make_shared<DnskeyRounds>(targets, place, planned);
  const auto shared = std::make_shared<const plan::TargetSet>(std::move(targets));
  const auto ask = [plan, shared, zone](const RoundTest& test, const record::Draw&) -> AskOr {
    if (zone() == nullptr) return fail_with(NotMeasured::no_zone);
    auto asked = ask_of(plan, *shared, test.endpoint, dnskey_question());
    asked.role = record::Role::tld;
    return asked;
  };
  RoundPlan hours{.plan = std::move(plan),
                  .targets = shared,
                  .every = dnskey_round_every,
                  .round = [rounds](std::int64_t hour) { return rounds->of(hour); },
                  .first = FirstRound::rest};
  return {.rounds = std::move(hours), .ask = ask};
}

RoundPlan resolver_plan(plan::Plan plan, plan::TargetSet targets, FleetPlace place) {
  const auto shared = std::make_shared<const plan::TargetSet>(std::move(targets));
  const Turns turns{.check = plan::Check::resolver,
                    .targets = shared->endpoints.size(),
                    .cycle = plan.measures.front().udp_every,
                    .every = plan.batch_every};
  return {.plan = std::move(plan),
          .targets = shared,
          .every = turns.every,
          .round = [turns, place](std::int64_t at) { return turn_round(turns, place, at); },
          .first = FirstRound::rest,
          .at_stop = AtStop::cancel};
}

plan::TargetSet one_of_each_zone(const plan::TargetSet& targets) {
  plan::TargetSet ones;
  for (const auto& endpoint : targets.endpoints) {
    const bool begins = ones.endpoints.empty() || ones.endpoints.back().zone != endpoint.zone;
    if (begins) ones.endpoints.push_back(endpoint);
  }
  return ones;
}

RoundPlan route_plan(plan::Plan plan, plan::TargetSet root, FleetPlace place) {
  const auto shared = std::make_shared<const plan::TargetSet>(std::move(root));
  const auto round = [plan, shared, place](std::int64_t interval) {
    return route_round(plan, *shared, place, interval);
  };
  const auto every = plan.batch_every;
  return {.plan = std::move(plan),
          .targets = shared,
          .every = every,
          .round = round,
          .first = FirstRound::rest,
          .at_stop = AtStop::cancel};
}

}  // namespace tocsin::probe
