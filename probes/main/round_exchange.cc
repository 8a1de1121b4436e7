#include "probes/main/round_exchange.h"

#include "probes/checks/retry.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;
using record::Transport;

// The most that one exchange is taken to move, headers included. Answers are signed.
constexpr std::uint64_t udp_bytes = 1800;
constexpr std::uint64_t tcp_bytes = 2800;

}  // namespace

net::Task<> RoundExchange::test(RoundTest test, Batches& batches) {
  auto ticket = batches.draw();
  auto ask = make_ask_(test, ticket.draw());
  if (!ask) {
    batches.not_measured(ask.error());
    co_return;
  }
  co_await exchange(std::move(*ask), std::move(ticket), test.check, batches);
}

net::Task<> RoundExchange::exchange(Ask ask,
                                    Draws::Ticket ticket,
                                    plan::Check check,
                                    Batches& batches) {
  if (!allowed(ask, batches)) co_return;
  auto over_tcp = ask;
  over_tcp.transport = Transport::tcp;
  const auto transport = ask.transport;
  auto observation = co_await around_.engine.ask(std::move(ask), std::move(ticket));
  if (!observation) {
    batches.not_measured(NotMeasured::host);
    co_return;
  }
  const auto outcome = observation->measurement.outcome;
  batches.add(std::move(*observation));
  if (!is_retried_over_tcp(check, transport, outcome)) co_return;
  co_await exchange(std::move(over_tcp), batches.draw(), check, batches);
}

bool RoundExchange::allowed(const Ask& ask, Batches& batches) {
  const bool udp = ask.transport == Transport::udp;
  const auto now = around_.clock.monotonic();
  const auto refused = around_.limits.spend(
      ask.server.address, now, udp ? udp_bytes : tcp_bytes, udp ? plan::Way::udp : plan::Way::tcp);
  if (refused) batches.not_measured(*refused);
  return !refused;
}

}  // namespace tocsin::probe
