#include "probes/clock/question.h"

#include <array>

#include "core/net/deadline.h"
#include "core/net/udp_socket.h"
#include "probes/engine/exchange_timer.h"

namespace tocsin::probe {
namespace {

// A time server's reply has 48 octets, chronyd's 104; what is longer is cut, and none of them.
constexpr std::size_t reply_octets_max = 1024;

// After so many events without a pause the loop lets others run, and the deadline pass.
constexpr int events_at_once = 64;

class Conversation {
 public:
  Conversation(const Clock& clock, const Question& question, net::UdpSocket socket)
      : question_(question), socket_(std::move(socket)), timer_(clock) {}

  bool send() {
    timer_.start();
    return socket_.send(question_.bytes, question_.server).has_value();
  }

  net::Task<Asked> listen() {
    for (;;) {
      for (int taken = 0; taken < events_at_once; ++taken) {
        const auto event = socket_.take(buffer_);
        if (!event) break;
        const auto heed = std::visit([this](const auto& what) { return on(what); }, *event);
        if (heed == Heed::done) co_return asked_;
      }
      co_await socket_.readable();
    }
  }

  const Asked& asked() const { return asked_; }

 private:
  Heed on(const net::TransmitStamp& stamp) {
    timer_.left(stamp.at);
    return Heed::listen_on;
  }

  Heed on(const net::IcmpReport& report) {
    if (report.sent_to != question_.server) return Heed::listen_on;
    asked_.end = AskEnd::unreachable;
    return Heed::done;
  }

  Heed on(const net::Datagram& datagram) {
    timer_.arrived(datagram.stamp);
    if (datagram.from != question_.server) {
      asked_.end = AskEnd::wrong_source;
      return Heed::listen_on;
    }
    if (question_.hear(datagram.bytes) != Heed::done) return Heed::listen_on;
    asked_ = {.end = AskEnd::heard, .trip = timer_.round_trip()};
    return Heed::done;
  }

  const Question& question_;
  net::UdpSocket socket_;
  ExchangeTimer timer_;
  std::array<std::uint8_t, reply_octets_max> buffer_{};
  Asked asked_;
};

}  // namespace

net::Task<Asked> ask(boost::asio::any_io_executor executor, const Clock& clock, Question question) {
  auto socket = net::UdpSocket::open(executor, question.server.address.family);
  if (!socket) co_return Asked{.end = AskEnd::unreachable, .trip = {}};
  Conversation conversation(clock, question, std::move(*socket));
  if (!conversation.send()) co_return Asked{.end = AskEnd::unreachable, .trip = {}};
  const auto asked = co_await net::with_deadline(question.timeout, conversation.listen());
  co_return asked.value_or(conversation.asked());
}

}  // namespace tocsin::probe
