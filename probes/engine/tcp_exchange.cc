#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/dns/framed.h"
#include "core/net/deadline.h"
#include "core/net/overslept.h"
#include "core/net/tcp_stream.h"
#include "probes/engine/exchange_timer.h"
#include "probes/engine/fault.h"
#include "probes/engine/reception.h"
#include "probes/engine/surroundings.h"

namespace tocsin::probe {
namespace {

class TcpConversation {
 public:
  TcpConversation(const Surroundings& around, Drawn drawn, net::TcpStream stream)
      : around_(around),
        ask_(std::move(drawn.ask)),
        observation_(std::move(drawn.observation)),
        stream_(std::move(stream)),
        reception_(ask_, *around.usual, observation_),
        timer_(*around.clock) {}

  // The port is the kernel's to choose: it knows which ones a late segment could still reach.
  Status<std::error_code> start_connect() {
    timer_.start();
    observation_.measurement.sent_at = timer_.started_at();
    const auto started = stream_.start_connect(ask_.server);
    timer_.sent();
    observation_.source_port = stream_.port();
    observation_.measurement.source_port = stream_.port();
    return started;
  }

  // Until the reply is whole, or the connection has failed.
  net::Task<Status<std::error_code>> converse(const Bytes& query) {
    if (const auto connected = co_await stream_.connected(); !connected) co_return connected;
    observation_.measurement.connect = stream_.handshake().value_or(since_start());
    if (const auto written = co_await stream_.write(query); !written) co_return written;
    for (;;) {
      const auto read = co_await read_message();
      if (!read) co_return read;
      timer_.arrived(stream_.last_arrival());
      if (timer_.round_trip().rtt > ask_.timeout) {
        co_return fail_with(std::make_error_code(std::errc::timed_out));
      }
      const Arrival arrival{.bytes = message_, .from = ask_.server, .after = since_start()};
      if (reception_.hear(arrival) == Reception::Heard::the_answer) {
        timer_.write_to(observation_.measurement);
        co_return read;
      }
      // Reading waits for nothing that is there: in a flood others run first, and the deadline
      // passes.
      co_await boost::asio::post(around_.executor, boost::asio::use_awaitable);
    }
  }

  bool overslept() const { return net::overslept(since_start(), ask_.timeout); }

  record::Observation close(record::Outcome otherwise) {
    reception_.close(otherwise);
    return std::move(observation_);
  }

 private:
  net::Task<Status<std::error_code>> read_message() {
    message_.resize(2);
    const auto prefixed = co_await stream_.read(message_);
    if (!prefixed) co_return prefixed;
    message_.resize(*Cursor(message_).take_be16());
    co_return co_await stream_.read(message_);
  }

  Duration since_start() const { return around_.clock->monotonic() - timer_.started_at(); }

  const Surroundings& around_;
  const Ask ask_;
  record::Observation observation_;
  net::TcpStream stream_;
  Bytes message_;
  Reception reception_;
  ExchangeTimer timer_;
};

}  // namespace

net::Task<ObservationOrError> tcp_exchange(Surroundings around, Drawn drawn) {
  const auto ask = drawn.ask;
  const auto query = dns::framed(dns::build_query(ask.query));
  auto stream = net::TcpStream::open(around.executor, ask.server.address.family);
  if (!stream) co_return tl::unexpected(cannot("open a socket for", ask, stream.error()));
  TcpConversation conversation(around, std::move(drawn), std::move(*stream));

  auto ended = std::optional(conversation.start_connect());
  if (*ended) ended = co_await net::with_deadline(ask.timeout, conversation.converse(query));
  if (ended && *ended) co_return conversation.close(record::Outcome::answered);
  const auto outcome = ended ? outcome_of(ended->error()) : record::Outcome::timeout;
  if (!outcome) co_return tl::unexpected(cannot("connect to", ask, ended->error()));
  // Over TCP a query needs us to go on: silence is then our own, and so is a reset that follows it.
  if (conversation.overslept()) {
    co_return fail("kept from running while asking " + to_text(ask.server));
  }
  co_return conversation.close(*outcome);
}

}  // namespace tocsin::probe
