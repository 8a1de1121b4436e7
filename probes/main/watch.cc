#include "probes/main/watch.h"

#include "core/base/check.h"
#include "core/system/log.h"
#include "probes/checks/soa.h"
#include "probes/main/follow.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;
using record::Transport;

std::vector<plan::Address> addresses_of(const References& references) {
  std::vector<plan::Address> addresses;
  for (const auto& reference : references.all()) addresses.push_back(reference.address);
  return addresses;
}

std::uint64_t bytes_of(Transport transport) {
  return transport == Transport::udp ? udp_exchange_bytes : tcp_exchange_bytes;
}

}  // namespace

Watch::Watch(Surroundings around,
             plan::Plan plan,
             plan::TargetSet targets,
             ByteView probe,
             std::uint32_t fleet_size)
    : around_(around),
      plan_(std::move(plan)),
      targets_(std::move(targets)),
      target_schedule_(plan_series(plan_.measures.front(), targets_, probe, fleet_size),
                       around.clock.monotonic()),
      reference_schedule_(reference_series(addresses_of(around.references), probe),
                          around.clock.monotonic()),
      reference_draws_(around.entropy) {}

net::Task<> Watch::ask_targets() {
  const auto act = [this](const Work& work) {
    if (work.late > 0) around_.batches.not_measured(NotMeasured::late, work.late);
    for (const auto& due : work.due) ask_target(due);
  };
  co_await follow(target_schedule_, around_.clock, act);
}

net::Task<> Watch::ask_references() {
  const auto act = [this](const Work& work) {
    for (const auto& due : work.due) ask_reference(due);
  };
  co_await follow(reference_schedule_, around_.clock, act);
}

void Watch::ask_target(const Due& due) {
  const auto& endpoint = targets_.endpoints[due.target];
  if (!allowed(endpoint.address, bytes_of(due.transport))) return;
  auto ask = ask_for(soa_question(), endpoint.zone);
  check(ask.has_value(), "the zone of an endpoint is a name");
  ask->server = {.address = endpoint.address, .port = plan::dns_port};
  ask->transport = due.transport;
  ask->timeout = plan_.timeout;
  ask->listen_on = plan_.listen_on;
  ask->endpoint = due.target;
  around_.exchanges.spawn(measure(std::move(*ask)));
}

// A reference that the host's limits leave out is simply not heard of: it is no measurement.
void Watch::ask_reference(const Due& due) {
  const auto& address = around_.references.all()[due.target].address;
  const auto now = around_.clock.monotonic();
  if (around_.limits.spend(address, now, reference_exchange_bytes)) return;
  auto ask = ask_for(reference_question(), ".");
  check(ask.has_value(), "the root is a name");
  ask->server = {.address = address, .port = plan::dns_port};
  ask->role = record::Role::reference;
  ask->timeout = plan_.timeout;
  around_.exchanges.spawn(hear(std::move(*ask), due.target));
}

bool Watch::allowed(const plan::Address& address, std::uint64_t bytes) {
  const auto refused = around_.limits.spend(address, around_.clock.monotonic(), bytes);
  if (refused) around_.batches.not_measured(*refused);
  return !refused;
}

net::Task<> Watch::measure(Ask ask) {
  auto ticket = around_.batches.draw();
  const auto delay = record::delay_of(ticket.draw(), plan_.jitter);
  co_await sleep_until(around_.clock, around_.clock.monotonic() + delay);
  auto observation = co_await around_.engine.ask(std::move(ask), std::move(ticket));
  if (observation) {
    around_.batches.add(std::move(*observation));
  } else {
    around_.batches.not_measured(NotMeasured::host);
  }
}

net::Task<> Watch::hear(Ask ask, std::size_t reference) {
  const auto observation = co_await around_.engine.ask(std::move(ask), reference_draws_.take());
  if (!observation) co_return;
  const auto outcome = observation->measurement.outcome;
  around_.references.saw(reference, outcome, around_.clock.monotonic());
  log_reach();
}

void Watch::log_reach() {
  const auto counts = around_.references.counts(around_.clock.monotonic());
  const std::array now{record::reach_of(counts.v4), record::reach_of(counts.v6)};
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i] == reach_[i]) continue;
    reach_[i] = now[i];
    system::log(system::Level::notice,
                "reach changed",
                {{"family", i == 0 ? "ipv4" : "ipv6"}, {"reach", name_of(now[i])}});
  }
}

}  // namespace tocsin::probe
