#include "probes/engine/engine.h"

#include "probes/engine/surroundings.h"

namespace tocsin::probe {
Engine::Engine(const boost::asio::any_io_executor& executor,
               const Clock& clock,
               record::PortRange ports,
               EngineLimits limits)
    : executor_(executor),
      clock_(clock),
      ports_(ports),
      alarms_(executor),
      limits_(limits),
      slots_(executor, limits.in_flight),
      buffer_(net::datagram_octets_max) {
  if (auto socket = net::UdpSocket::open(executor, plan::Family::v4)) {
    keeps_stamping_.emplace(std::move(*socket));
  }
}

net::Task<Result<record::Observation>> Engine::ask(Ask ask, Draws::Ticket ticket) {
  const auto in_line_since = clock_.monotonic();
  const auto slot = co_await slots_.acquire();
  if (clock_.monotonic() - in_line_since > limits_.wait_max) {
    co_return fail("too many queries under way to ask " + to_text(ask.server));
  }
  const Surroundings around{.executor = executor_,
                            .clock = &clock_,
                            .alarms = &alarms_,
                            .usual = &usual_,
                            .ports = ports_,
                            .buffer = buffer_};
  const bool by_udp = ask.transport == record::Transport::udp;
  auto query = drawn_from(std::move(ask), ticket, ports_);
  auto exchange =
      by_udp ? udp_exchange(around, std::move(query)) : tcp_exchange(around, std::move(query));
  co_return co_await std::move(exchange);
}

}  // namespace tocsin::probe
