#include "probes/main/plans.h"

#include <algorithm>

#include "core/resolve/resolvers.h"
#include "probes/main/booking.h"
#include "probes/main/resolver_tester.h"
#include "probes/main/route_tester.h"
#include "probes/main/state_layout.h"

namespace tocsin::probe {
namespace {

ZoneSource zone_source_of(const config::ProbeOptions& options,
                          CollectorZones& collectors,
                          const plan::TargetSet& root) {
  return {.kept = StateLayout{options.state_dir}.root_zone(),
          .anchors = options.trust_anchor_file,
          .collectors = collectors.givers(),
          .letters = root};
}

// Without a number of its own, one drawn from the probe's key: then two probes may have the same.
FleetPlace place_of(const config::ProbeOptions& options, const record::ProbeId& probe) {
  const auto drawn = *Cursor(probe).take_be64() % options.fleet_size;
  return {.number = options.fleet_number.value_or(static_cast<std::uint32_t>(drawn)),
          .size = options.fleet_size};
}

}  // namespace

Plans::Plans(const boost::asio::any_io_executor& executor,
             Surroundings around,
             Author author,
             const plan::TargetSet& root,
             const config::ProbeOptions& options)
    : executor_(executor),
      around_(std::move(around)),
      author_(std::move(author)),
      zone_(executor, around_zone(), zone_source_of(options, around_.collector_zones, root)) {
  add(options.watch, root, options.fleet_size);
  for (const auto& plan : options.plans) {
    const auto place = place_of(options, author_.probe);
    if (plan.measures.front().check == plan::Check::resolver) {
      add_resolver(plan, place);
    } else if (plan.measures.front().zones == plan::Zones::tlds) {
      add_of_tlds(plan, place);
    } else if (plan.name == plan::rssac047().name) {
      add_rssac047(plan, root, place);
    } else if (plan.measures.front().check == plan::Check::route) {
      add_route(plan, root, place);
    } else {
      add(plan, root, options.fleet_size);
    }
  }
}

void Plans::start() {
  for (const auto& plan : root_) plan->start(around_.loops);
  for (const auto& plan : rounds_) around_.loops.spawn(plan->run());
  if (needs_zone_) around_.loops.spawn(zone_.run());
}

void Plans::want_zone() {
  if (!std::exchange(needs_zone_, true)) around_.loops.spawn(zone_.run());
}

void Plans::finish() {
  for (const auto& plan : root_) plan->finish();
  for (const auto& plan : rounds_) plan->finish();
  for (auto& plan : tlds_) plan.finish();
}

std::string Plans::names() const {
  std::string names;
  for (const auto& name : names_) names += (names.empty() ? "" : ",") + name;
  return names;
}

plan::NotMeasuredCounts Plans::left_out() const {
  plan::NotMeasuredCounts counts;
  for (const auto& plan : root_) counts += plan->left_out();
  for (const auto& plan : rounds_) counts += plan->left_out();
  for (const auto& plan : tlds_) counts += plan.left_out();
  return counts;
}

std::vector<PlanStatus> Plans::status() const {
  std::vector<PlanStatus> all;
  for (const auto& plan : root_) all.push_back(plan->status());
  for (const auto& plan : rounds_) all.push_back(plan->status());
  for (const auto& plan : tlds_) all.push_back(plan.status());
  return all;
}

void Plans::add(const plan::Plan& plan, const plan::TargetSet& root, std::uint32_t fleet_size) {
  const auto saw = [this](const plan::Endpoint& endpoint, const record::Measurement& measurement) {
    around_.last_seen.saw(endpoint, measurement);
  };
  PlanRun::Surroundings around{.clock = around_.clock,
                               .engine = around_.engine,
                               .limits = around_.limits,
                               .exchanges = around_.exchanges,
                               .saw_serial = [this](auto serial) { zone_.saw(serial); },
                               .saw = saw};
  root_.push_back(std::make_unique<PlanRun>(
      executor_, std::move(around), around_.around_batches({}), author_, plan, root, fleet_size));
  names_.push_back(plan.name);
}

void Plans::add_of_tlds(const plan::Plan& plan, FleetPlace place) {
  const bool keys = plan.measures.front().check == plan::Check::dnskey;
  const auto plan_of = keys ? dnskey_plan : tld_plan;
  const auto make = [this, plan_of, plan, place](const plan::TargetSet& targets) {
    return run_of(plan_of(plan, targets, place, [this] { return delegations_in_force(); }));
  };
  tlds_.emplace_back(around_.loops, plan.name, make);
  needs_zone_ = true;
  names_.push_back(plan.name);
}

void Plans::add_resolver(const plan::Plan& plan, FleetPlace place) {
  const auto accepted = [this](const std::string& tld) {
    const auto now = around_.clock.monotonic();
    return zone_.in_force() != nullptr ? ds_sets_.accepted(tld, now) : std::vector<DsSet>();
  };
  ResolverTester::Surroundings around{.clock = around_.clock,
                                      .entropy = around_.entropy,
                                      .limits = around_.limits,
                                      .accepted = accepted,
                                      .resolv_conf = resolve::resolv_conf};
  const auto tester = std::make_shared<ResolverTester>(std::move(around), plan);
  const auto facts = [tester] { return tester->private_facts(); };
  const auto make = [this, plan, place, tester, facts](const plan::TargetSet& all) {
    auto rounds = resolver_plan(plan, one_of_each_zone(all), place);
    const auto test = [tester, targets = rounds.targets](RoundTest which, Batches& batches) {
      return tester->test(targets->endpoints[which.endpoint].zone, which.endpoint, batches);
    };
    return run_of(std::move(rounds), facts, test);
  };
  tlds_.emplace_back(around_.loops, plan.name, make);
  needs_zone_ = true;
  names_.push_back(plan.name);
}

void Plans::add_rssac047(const plan::Plan& plan, const plan::TargetSet& root, FleetPlace place) {
  const auto zone = [this] { return delegations_in_force(); };
  rounds_.push_back(run_of(rssac047_plan(plan, root, author_.probe, place, zone)));
  needs_zone_ = true;
  names_.push_back(plan.name);
}

void Plans::add_route(const plan::Plan& plan, const plan::TargetSet& root, FleetPlace place) {
  auto rounds = route_plan(plan, root, place);
  const RouteTester::Surroundings around{
      .clock = around_.clock, .limits = around_.limits, .ports = around_.ports};
  const auto tester = std::make_shared<RouteTester>(around, plan, rounds.targets);
  const auto test = [tester](RoundTest which, Batches& batches) {
    return tester->test(which, batches);
  };
  const auto facts = [tester] { return tester->private_facts(); };
  rounds_.push_back(run_of(std::move(rounds), facts, test));
  names_.push_back(plan.name);
}

std::unique_ptr<RoundRun> Plans::run_of(AskPlan plan) {
  const RoundExchange::Surroundings around{
      .clock = around_.clock, .engine = around_.engine, .limits = around_.limits};
  const auto exchange = std::make_shared<RoundExchange>(around, std::move(plan.ask));
  const auto test = [exchange](RoundTest which, Batches& batches) {
    return exchange->test(which, batches);
  };
  return run_of(std::move(plan.rounds), {}, test);
}

std::unique_ptr<RoundRun> Plans::run_of(RoundPlan plan, MoreFacts facts, MakeTest test) {
  return std::make_unique<RoundRun>(executor_,
                                    around_.clock,
                                    around_.around_batches(std::move(facts)),
                                    author_,
                                    std::move(plan),
                                    std::move(test));
}

const std::vector<Delegation>* Plans::delegations_in_force() const {
  return zone_.in_force() != nullptr ? &delegations_ : nullptr;
}

ZoneKeeper::Surroundings Plans::around_zone() {
  const auto may_ask = [this](plan::Address address, std::uint64_t bytes) -> net::Task<bool> {
    const auto refused =
        co_await book_behind_measurements(around_.limits, around_.clock, address, bytes);
    co_return !refused;
  };
  return {.clock = around_.clock,
          .entropy = around_.entropy,
          .may_ask = may_ask,
          .on_zone = [this](const ZoneReport& zone) { another_zone(zone); },
          .files = around_.files};
}

void Plans::another_zone(const ZoneReport& zone) {
  around_.limits.allow_tlds(zone.targets);
  delegations_.clear();
  std::vector<SignedDelegation> sets;
  for (const auto& tld : zone.tlds) {
    const auto ds = tld.ds_set.empty() ? DelegationSigner::absent : DelegationSigner::present;
    delegations_.push_back({.tld = tld.name, .ds = ds});
    sets.push_back({.tld = tld.name, .ds = tld.ds_set});
  }
  ds_sets_.put_in_force(std::move(sets), around_.clock.monotonic());
  for (auto& plan : tlds_) plan.begin(zone.targets);
  around_.zone_changed();
}

}  // namespace tocsin::probe
