#include "core/net/deadline.h"
#include "core/net/udp_socket.h"
#include "probes/engine/exchange_timer.h"
#include "probes/engine/fault.h"
#include "probes/engine/reception.h"
#include "probes/engine/surroundings.h"

namespace tocsin::probe {
namespace {

// After so many events without a pause the loop lets others run, and the deadline pass.
constexpr int events_at_once = 64;

// One exchange's state, which the listening coroutine works on.
class UdpConversation {
 public:
  UdpConversation(const Surroundings& around, const Ask& ask, net::UdpSocket socket)
      : around_(around),
        ask_(ask),
        socket_(std::move(socket)),
        reception_(ask, observation_),
        timer_(*around.clock) {
    observation_.measurement.endpoint = ask.endpoint;
    observation_.measurement.transport = record::Transport::udp;
    observation_.measurement.query_id = ask.query.id;
    observation_.measurement.source_port = socket_.port();
  }

  Status<std::error_code> send(const Bytes& query) {
    timer_.start();
    observation_.measurement.sent_at = timer_.started_at();
    return socket_.send(query, ask_.server);
  }

  net::Task<Next> listen() {
    for (;;) {
      for (int i = 0; i < events_at_once; ++i) {
        const auto event = socket_.take(around_.buffer);
        if (!event) break;
        const auto next = std::visit([this](const auto& what) { return on(what); }, *event);
        if (next == Next::done) co_return next;
      }
      co_await socket_.readable();
    }
  }

  void give_up(record::Outcome otherwise) { reception_.close(otherwise); }
  Observation take() { return std::move(observation_); }

 private:
  Next on(const net::TransmitStamp& stamp) {
    timer_.left(stamp.at);
    return Next::listen_on;
  }

  // A report about another destination, or one that only says "too big", does not end the wait.
  Next on(const net::IcmpReport& report) {
    const auto outcome = outcome_of(report.error);
    if (!outcome || report.sent_to != ask_.server) return Next::listen_on;
    observation_.measurement.outcome = *outcome;
    return Next::done;
  }

  Next on(const net::Datagram& datagram) {
    timer_.arrived(datagram.stamp);
    if (reception_.hear(datagram.bytes, datagram.from) != Next::done) return Next::listen_on;
    timer_.write_to(observation_.measurement);
    return Next::done;
  }

  const Surroundings& around_;
  const Ask& ask_;
  net::UdpSocket socket_;
  Observation observation_;
  Reception reception_;
  ExchangeTimer timer_;
};

}  // namespace

net::Task<ObservationOrError> udp_exchange(Surroundings around, Ask ask) {
  const auto query = dns::build_query(ask.query);
  auto socket = net::UdpSocket::open(around.executor, ask.server.address.family);
  if (!socket) co_return tl::unexpected(cannot("open a socket for", ask, socket.error()));
  UdpConversation conversation(around, ask, std::move(*socket));

  if (const auto sent = conversation.send(query); !sent) {
    const auto outcome = outcome_of(sent.error());
    if (!outcome) co_return tl::unexpected(cannot("send to", ask, sent.error()));
    conversation.give_up(*outcome);
    co_return conversation.take();
  }
  const auto heard = co_await net::with_deadline(ask.timeout, conversation.listen());
  if (!heard) conversation.give_up(record::Outcome::timeout);
  co_return conversation.take();
}

}  // namespace tocsin::probe
