#include "probes/engine/engine.h"

#include "probes/engine/surroundings.h"

namespace tocsin::probe {

Engine::Engine(const boost::asio::any_io_executor& executor,
               const Clock& clock,
               Entropy& entropy,
               EngineLimits limits)
    : executor_(executor),
      clock_(clock),
      entropy_(entropy),
      slots_(executor, limits.in_flight),
      buffer_(net::datagram_octets_max) {
  if (auto socket = net::UdpSocket::open(executor, plan::Family::v4)) {
    keeps_stamping_.emplace(std::move(*socket));
  }
}

net::Task<Result<Observation>> Engine::ask(Ask ask) {
  const auto slot = co_await slots_.acquire();
  ask.query.id = entropy_.u16();
  const Surroundings around{.executor = executor_, .clock = &clock_, .buffer = buffer_};
  const bool by_udp = ask.transport == record::Transport::udp;
  auto exchange =
      by_udp ? udp_exchange(around, std::move(ask)) : tcp_exchange(around, std::move(ask));
  co_return co_await std::move(exchange);
}

}  // namespace tocsin::probe
