#include "probes/main/plan_run.h"

#include "core/base/check.h"
#include "probes/checks/questions.h"
#include "probes/main/follow.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;
using record::Transport;

std::uint64_t bytes_of(Transport transport) {
  return transport == Transport::udp ? udp_exchange_bytes : tcp_exchange_bytes;
}

plan::Way way_of(Transport transport) {
  return transport == Transport::udp ? plan::Way::udp : plan::Way::tcp;
}

}  // namespace

PlanRun::PlanRun(const boost::asio::any_io_executor& executor,
                 Surroundings around,
                 Batches::Surroundings around_batches,
                 Author author,
                 plan::Plan plan,
                 plan::TargetSet targets,
                 std::uint32_t fleet_size)
    : around_(std::move(around)),
      plan_(std::move(plan)),
      targets_(std::move(targets)),
      schedule_(root_series(plan_, targets_, author.probe, fleet_size), around_.clock.monotonic()),
      batches_(executor, std::move(around_batches), std::move(author), plan_, targets_) {}

void PlanRun::start(net::TaskGroup& loops) {
  loops.spawn(follow_schedule());
  loops.spawn(batches_.run());
}

void PlanRun::finish() {
  const auto missed = schedule_.take(around_.clock.monotonic());
  batches_.not_measured(NotMeasured::late, missed.late + missed.due.size());
  batches_.close();
}

PlanStatus PlanRun::status() const {
  return {.name = plan_.name, .last_batch = batches_.last_batch(), .left_out = batches_.left_out()};
}

net::Task<> PlanRun::follow_schedule() {
  const auto act = [this](const Work& work) {
    if (work.late > 0) batches_.not_measured(NotMeasured::late, work.late);
    for (const auto& due : work.due) ask(due);
  };
  co_await follow(schedule_, around_.clock, act);
}

void PlanRun::ask(const Due& due) {
  const auto check = plan_.measures[due.measure].check;
  for (auto& question : questions_of(check, due.at, due.every)) ask(due, std::move(question));
}

void PlanRun::ask(const Due& due, record::Question question) {
  const auto& endpoint = targets_.endpoints[due.target];
  if (!allowed(endpoint.address, due.transport)) return;
  auto ask = ask_for(std::move(question), endpoint.zone);
  check(ask.has_value(), "the zone of an endpoint is a name, and so is what is asked of it");
  ask->server = {.address = endpoint.address, .port = plan::dns_port};
  ask->transport = due.transport;
  ask->timeout = plan_.timeout;
  ask->listen_on = plan_.listen_on;
  ask->endpoint = due.target;
  around_.exchanges.spawn(measure(std::move(*ask)));
}

bool PlanRun::allowed(const plan::Address& address, record::Transport transport) {
  const auto now = around_.clock.monotonic();
  const auto refused = around_.limits.spend(address, now, bytes_of(transport), way_of(transport));
  if (refused) batches_.not_measured(*refused);
  return !refused;
}

net::Task<> PlanRun::measure(Ask ask) {
  auto ticket = batches_.draw();
  const auto delay = record::delay_of(ticket.draw(), plan_.jitter);
  co_await sleep_until(around_.clock, around_.clock.monotonic() + delay);
  auto observation = co_await around_.engine.ask(std::move(ask), std::move(ticket));
  if (observation) {
    const auto& heard = observation->heard;
    const bool answered = observation->measurement.outcome == record::Outcome::answered;
    if (answered && heard && heard->serial) around_.saw_serial(*heard->serial);
    const auto& measurement = observation->measurement;
    around_.saw(targets_.endpoints[measurement.endpoint], measurement);
    batches_.add(std::move(*observation));
  } else {
    batches_.not_measured(NotMeasured::host);
  }
}

}  // namespace tocsin::probe
