// Tests of rounds that are traces: the way to an address of a letter, recorded with the routers of
// the own network as numbers. One thread.
#pragma once

#include <memory>
#include <vector>

#include "core/base/clock.h"
#include "core/plan/limits.h"
#include "probes/checks/route_record.h"
#include "probes/engine/drawn.h"
#include "probes/engine/trace.h"
#include "probes/main/plan_run.h"
#include "probes/main/private_facts.h"
#include "probes/main/round_run.h"

namespace tocsin::probe {

// The most that a query of a trace is taken to move, headers included: itself, and the ICMP message
// that quotes it (RFC 4884).
inline constexpr std::uint64_t hop_query_bytes = 500;
// And that the answers to those of the last hop are.
inline constexpr std::uint64_t trace_answers_bytes = queries_per_hop * udp_exchange_bytes;

class RouteTester {
 public:
  // What is referred to outlives this and every test.
  struct Surroundings {
    const Clock& clock;
    plan::Limits& limits;
    record::PortRange ports;  // that traces leave from
  };

  RouteTester(Surroundings around, plan::Plan plan, std::shared_ptr<const plan::TargetSet> targets)
      : around_(around), plan_(std::move(plan)), targets_(std::move(targets)) {}

  net::Task<> test(RoundTest test, Batches& batches);

  // The first hops that batches number.
  std::vector<PrivateFact> private_facts() const;

 private:
  // Where the limits say no, why is left in `refused`.
  TraceAsk trace_ask(const Drawn& drawn, std::optional<plan::NotMeasured>& refused);
  void keep(const Trace& trace, record::Observation observation, Batches& batches);

  Surroundings around_;
  plan::Plan plan_;
  std::shared_ptr<const plan::TargetSet> targets_;
  PrivateAddresses own_;
  RouteDistances distances_;
};

}  // namespace tocsin::probe
