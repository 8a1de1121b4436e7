#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/net/alarm_clock.h"
#include "core/net/udp_socket.h"
#include "probes/engine/exchange_timer.h"
#include "probes/engine/fault.h"
#include "probes/engine/reception.h"
#include "probes/engine/surroundings.h"

namespace tocsin::probe {
namespace {

// After so many events without a pause the loop lets others run, and the alarm ring.
constexpr int events_at_once = 64;

// One exchange's state, which its coroutine works on.
class UdpConversation {
 public:
  UdpConversation(const Surroundings& around, Drawn drawn, net::UdpSocket socket)
      : around_(around),
        ask_(std::move(drawn.ask)),
        observation_(std::move(drawn.observation)),
        socket_(std::move(socket)),
        alarm_(*around.alarms, [this] { socket_.stop_waiting(); }),
        reception_(ask_, *around.usual, observation_),
        timer_(*around.clock) {
    observation_.source_port = socket_.port();
    if (socket_.port() != drawn.port) observation_.measurement.source_port = socket_.port();
  }

  Status<std::error_code> send(const Bytes& query) {
    alarm_.set(ask_.timeout);
    timer_.start();
    observation_.measurement.sent_at = timer_.started_at();
    return socket_.send(query, ask_.server);
  }

  // Until time is up: that for an answer, or that for listening on after it. What the kernel had by
  // then is still taken: this process may have been kept from running.
  net::Task<> listen() {
    while (!over_) {
      const bool time_is_up = alarm_.rang();
      const auto taken = take_events();
      if (time_is_up || over_) break;
      if (taken == events_at_once) {
        co_await boost::asio::post(around_.executor, boost::asio::use_awaitable);
      } else {
        co_await socket_.readable();
      }
    }
  }

  record::Observation close(record::Outcome otherwise) {
    reception_.close(otherwise);
    return std::move(observation_);
  }

 private:
  int take_events() {
    int taken = 0;
    for (; taken < events_at_once && !over_; ++taken) {
      const auto event = socket_.take(around_.buffer);
      if (!event) break;
      std::visit([this](const auto& what) { on(what); }, *event);
    }
    return taken;
  }

  Duration since_sent() const { return around_.clock->monotonic() - timer_.started_at(); }

  void on(const net::TransmitStamp& stamp) { timer_.left(stamp.at); }

  // A report about another destination, or one that only says "too big", changes nothing.
  void on(const net::IcmpReport& report) {
    const auto outcome = outcome_of(report.error);
    if (!outcome || report.sent_to != ask_.server) return;
    reception_.hear(Complaint{.means = *outcome,
                              .from = report.from,
                              .type = report.type,
                              .code = report.code,
                              .after = since_sent()});
    if (!reception_.answered()) listen_on();
  }

  void on(const net::Datagram& datagram) {
    if (!reception_.answered()) {
      timer_.arrived(datagram.stamp);
      if (timer_.round_trip().rtt > ask_.timeout) return;  // alarms ring a bit late
    }
    const auto heard = reception_.hear(Arrival{.bytes = datagram.bytes,
                                               .from = datagram.from,
                                               .hop_limit = datagram.hop_limit,
                                               .after = since_sent()});
    if (heard != Reception::Heard::the_answer) return;
    timer_.write_to(observation_.measurement);
    listen_on();
  }

  void listen_on() {
    over_ = ask_.listen_on <= Duration::zero();
    const auto left = ask_.timeout - since_sent();
    if (!over_ && left > Duration::zero()) alarm_.set(std::min(ask_.listen_on, left));
  }

  const Surroundings& around_;
  const Ask ask_;
  record::Observation observation_;
  net::UdpSocket socket_;
  net::AlarmClock::Alarm alarm_;
  Reception reception_;
  ExchangeTimer timer_;
  bool over_ = false;
};

// Another port of the range where the drawn one is taken, and any port where those next to it are.
constexpr int ports_tried = 8;

Result<net::UdpSocket, std::error_code> open_near(const Surroundings& around,
                                                  plan::Family family,
                                                  std::uint16_t port) {
  const auto& [first, count] = around.ports;
  for (int step = 0; step < ports_tried && count > 0; ++step) {
    const auto offset = (std::uint32_t{port} - first + static_cast<std::uint32_t>(step)) % count;
    const auto next = static_cast<std::uint16_t>(first + offset);
    auto socket = net::UdpSocket::open(around.executor, family, next);
    if (socket || socket.error() != std::errc::address_in_use) return socket;
  }
  return net::UdpSocket::open(around.executor, family);
}

}  // namespace

net::Task<ObservationOrError> udp_exchange(Surroundings around, Drawn drawn) {
  const auto ask = drawn.ask;
  const auto query = dns::build_query(ask.query);
  auto socket = open_near(around, ask.server.address.family, drawn.port);
  if (!socket) co_return tl::unexpected(cannot("open a socket for", ask, socket.error()));
  UdpConversation conversation(around, std::move(drawn), std::move(*socket));

  if (const auto sent = conversation.send(query); !sent) {
    const auto outcome = outcome_of(sent.error());
    if (!outcome) co_return tl::unexpected(cannot("send to", ask, sent.error()));
    co_return conversation.close(*outcome);
  }
  co_await conversation.listen();
  co_return conversation.close(record::Outcome::timeout);
}

}  // namespace tocsin::probe
