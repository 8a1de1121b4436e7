// Everything that a probe measures: the watch and the other plans of the root at once, those of
// TLDs as soon as a root zone is verified. One thread.
#pragma once

#include <list>
#include <memory>
#include <optional>

#include "config/probe_options.h"
#include "probes/checks/ds_history.h"
#include "probes/main/collector_zones.h"
#include "probes/main/plan_run.h"
#include "probes/main/private_facts.h"
#include "probes/main/round_plans.h"
#include "probes/main/zone_runs.h"
#include "probes/status/last_seen.h"
#include "probes/zone/zone_keeper.h"

namespace tocsin::probe {

using MoreFacts = std::function<std::vector<PrivateFact>()>;

class Plans {
 public:
  // What is referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    Engine& engine;
    plan::Limits& limits;
    Entropy& entropy;
    durable::FileSystem& files;
    net::TaskGroup& loops;      // cancelled when the probe stops
    net::TaskGroup& exchanges;  // each ends by its own timeout
    record::PortRange ports;    // that traces leave from
    // What batches that say more private facts than others commit to, too.
    std::function<Batches::Surroundings(MoreFacts)> around_batches;
    LastSeen& last_seen;
    std::function<void()> zone_changed;  // another one is in force
    CollectorZones& collector_zones;
  };

  Plans(const boost::asio::any_io_executor& executor,
        Surroundings around,
        Author author,
        const plan::TargetSet& root,
        const config::ProbeOptions& options);

  void start();
  // When nothing is asked any more: counts what was due meanwhile, and closes the open batches.
  void finish();

  std::string names() const;  // "watch,identity"
  plan::NotMeasuredCounts left_out() const;
  std::vector<PlanStatus> status() const;  // the watch first
  bool needs_zone() const { return needs_zone_; }
  // A zone is kept from now on, whether or not a plan needs it. After the start.
  void want_zone();
  // Nothing while none is in force.
  const HeldZone* zone() const { return zone_.in_force(); }

 private:
  void add(const plan::Plan& plan, const plan::TargetSet& root, std::uint32_t fleet_size);
  void add_of_tlds(const plan::Plan& plan, FleetPlace place);
  void add_resolver(const plan::Plan& plan, FleetPlace place);
  void add_rssac047(const plan::Plan& plan, const plan::TargetSet& root, FleetPlace place);
  void add_route(const plan::Plan& plan, const plan::TargetSet& root, FleetPlace place);
  std::unique_ptr<RoundRun> run_of(AskPlan plan);
  std::unique_ptr<RoundRun> run_of(RoundPlan plan, MoreFacts facts, MakeTest test);
  const std::vector<Delegation>* delegations_in_force() const;
  ZoneKeeper::Surroundings around_zone();
  void another_zone(const ZoneReport& zone);

  boost::asio::any_io_executor executor_;
  Surroundings around_;
  Author author_;
  ZoneKeeper zone_;
  std::vector<std::string> names_;
  std::vector<std::unique_ptr<PlanRun>> root_;  // the watch first
  std::vector<std::unique_ptr<RoundRun>> rounds_;
  std::list<ZoneRuns> tlds_;
  bool needs_zone_ = false;
  DsHistory ds_sets_;
  std::vector<Delegation> delegations_;  // of the newest zone that was in force
};

}  // namespace tocsin::probe
