#include "probes/main/route_tester.h"

#include <algorithm>
#include <utility>

#include "core/net/source_address.h"
#include "probes/checks/soa.h"
#include "probes/engine/fault.h"
#include "probes/main/round_plans.h"

namespace tocsin::probe {

using plan::NotMeasured;

net::Task<> RouteTester::test(RoundTest test, Batches& batches) {
  const auto ticket = batches.draw();
  auto drawn =
      drawn_from(ask_of(plan_, *targets_, test.endpoint, soa_question()), ticket, around_.ports);
  std::optional<NotMeasured> refused;
  auto ask = trace_ask(drawn, refused);
  const auto traced = co_await trace(std::move(ask), around_.clock);
  if (traced) {
    if (traced->source_port != drawn.port) {
      drawn.observation.measurement.source_port = traced->source_port;
    }
    keep(*traced, std::move(drawn.observation), batches);
    co_return;
  }
  const auto outcome = outcome_of(traced.error().why);
  if (refused || !outcome) {
    batches.not_measured(refused.value_or(NotMeasured::host));
    co_return;
  }
  // No way leads there from this host: an outcome, and no trace.
  drawn.observation.measurement.outcome = *outcome;
  drawn.observation.measurement.sent_at = around_.clock.monotonic();
  batches.add(std::move(drawn.observation));
}

TraceAsk RouteTester::trace_ask(const Drawn& drawn, std::optional<NotMeasured>& refused) {
  TraceAsk ask;
  ask.server = drawn.ask.server;
  ask.query = drawn.ask.query;
  ask.port = drawn.port;
  ask.timeout = plan_.timeout;
  // A plan from afar may be slower than ours, and not faster: operators are told how fast.
  ask.listen_on = std::max(ask.listen_on, plan_.listen_on);
  ask.may_send = [this,
                  address = drawn.ask.server.address,
                  answers = trace_answers_bytes,
                  &refused](std::size_t queries) mutable {
    const auto bytes = queries * hop_query_bytes + std::exchange(answers, 0);
    refused = around_.limits.spend_on_trace(address, around_.clock.monotonic(), bytes, queries);
    return !refused;
  };
  return ask;
}

void RouteTester::keep(const Trace& trace, record::Observation observation, Batches& batches) {
  const auto signs = signs_of(trace, distances_.of(trace.server));
  distances_.learn(trace, signs);
  const auto self = net::source_address(trace.server);
  write_to(observation, trace, signs, recorded(trace, own_, self));
  batches.add(std::move(observation));
}

std::vector<PrivateFact> RouteTester::private_facts() const {
  if (own_.empty()) return {};
  return {{record::PrivateField::first_hops, own_.value()}};
}

}  // namespace tocsin::probe
