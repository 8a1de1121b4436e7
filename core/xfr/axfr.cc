#include "core/xfr/axfr.h"

#include <boost/asio/this_coro.hpp>

#include "core/dns/framed.h"
#include "core/net/deadline.h"
#include "core/net/tcp_stream.h"

namespace tocsin::xfr {
namespace {

using Ended = Status<Fault>;

Fault no_connection(const std::error_code& error) {
  return {.kind = FaultKind::no_connection, .detail = error.message()};
}

class Conversation {
 public:
  Conversation(AxfrAsk ask, net::TcpStream stream)
      : ask_(std::move(ask)),
        query_(axfr_query(ask_.zone, ask_.id)),
        framed_query_(dns::framed(dns::build_query(query_))),
        stream_(std::move(stream)),
        transfer_(query_, ask_.limits) {}

  net::Task<Ended> converse() {
    if (auto begun = co_await in_time(begin()); !begun) co_return begun;
    for (;;) {
      if (auto read = co_await in_time(read_message()); !read) co_return read;
      const auto heard = transfer_.hear(message_);
      if (!heard) co_return tl::unexpected(heard.error());
      if (*heard == Transfer::State::complete) co_return Ended();
    }
  }

  Bytes records() const { return transfer_.records(); }

 private:
  net::Task<Ended> in_time(net::Task<Ended> step) {
    auto ended = co_await net::with_deadline(ask_.message, std::move(step));
    if (!ended) co_return faulty(FaultKind::timeout, "of one message");
    co_return std::move(*ended);
  }

  net::Task<Ended> begin() {
    const auto started = stream_.start_connect(ask_.server);
    if (!started) co_return fail_with(no_connection(started.error()));
    const auto connected = co_await stream_.connected();
    if (!connected) co_return fail_with(no_connection(connected.error()));
    const auto written = co_await stream_.write(framed_query_);
    if (!written) co_return fail_with(no_connection(written.error()));
    co_return Ended();
  }

  net::Task<Ended> read_message() {
    message_.resize(2);
    const auto prefixed = co_await stream_.read(message_);
    if (!prefixed) co_return fail_with(no_connection(prefixed.error()));
    message_.resize(*Cursor(message_).take_be16());
    const auto read = co_await stream_.read(message_);
    if (!read) co_return fail_with(no_connection(read.error()));
    co_return Ended();
  }

  const AxfrAsk ask_;
  const dns::QueryOptions query_;
  const Bytes framed_query_;
  net::TcpStream stream_;
  Transfer transfer_;
  Bytes message_;
};

}  // namespace

net::Task<Result<Bytes, Fault>> axfr(AxfrAsk ask) {
  const auto executor = co_await boost::asio::this_coro::executor;
  auto stream = net::TcpStream::open(executor, ask.server.address.family);
  if (!stream) co_return faulty(FaultKind::host, stream.error().message());
  const auto whole = ask.whole;
  Conversation conversation(std::move(ask), std::move(*stream));
  const auto ended = co_await net::with_deadline(whole, conversation.converse());
  if (!ended) co_return faulty(FaultKind::timeout, "of the whole transfer");
  if (!*ended) co_return tl::unexpected(ended->error());
  co_return conversation.records();
}

}  // namespace tocsin::xfr
