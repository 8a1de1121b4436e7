#include "core/http/session.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "core/http/problem.h"
#include "core/http/tls_context.h"

namespace tocsin::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::redirect_error;
using asio::use_awaitable;
using boost::system::error_code;
using Parser = wire::request_parser<wire::vector_body<std::uint8_t>>;
using WireResponse = wire::response<wire::vector_body<std::uint8_t>>;

// After a refusal we read on a little before we close: bytes that lie unread in our socket would
// turn the close into a reset, and the reset would overtake the answer.
constexpr std::size_t drained_bytes_max = 256 * 1024;
constexpr Duration drain_time_max = std::chrono::seconds(1);

// What keeps a request from its handler, and what the client is told of it.
struct Refused {
  RequestRefusal reason;
  std::optional<Problem> problem;  // nothing: there is nobody to tell
};

Problem problem_of(RequestRefusal reason) {
  switch (reason) {
    case RequestRefusal::header_too_large:
      return {431, "header-too-large", "The header is larger than this listener reads.", ""};
    case RequestRefusal::body_too_large:
      return {413, "body-too-large", "The body is larger than this listener reads.", ""};
    case RequestRefusal::no_length:
      return {411, "no-length", "A body needs a Content-Length.", ""};
    default:
      return {400, "malformed-request", "This is not an HTTP/1.1 request.", ""};
  }
}

Refused refused(RequestRefusal reason) {
  return {reason, problem_of(reason)};
}

Refused refused_by(const error_code& error) {
  if (error == beast::error::timeout) return {RequestRefusal::too_slow, std::nullopt};
  if (error == wire::error::header_limit || error == wire::error::buffer_overflow) {
    return refused(RequestRefusal::header_too_large);
  }
  const bool syntax =
      error.category() == wire::make_error_code(wire::error::bad_version).category();
  if (syntax && error != wire::error::partial_message && error != wire::error::end_of_stream) {
    return refused(RequestRefusal::malformed);
  }
  return {RequestRefusal::abandoned, std::nullopt};
}

Request to_request(Parser::value_type message, const std::optional<Peer>& peer) {
  Request request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  for (const auto& field : message) {
    request.headers.add(std::string(field.name_string()), std::string(field.value()));
  }
  request.body = std::move(message.body());
  request.peer = peer;
  return request;
}

WireResponse to_wire(Response response, bool keep_alive) {
  WireResponse message(static_cast<wire::status>(response.status), 11);
  for (const auto& header : response.headers.all()) message.insert(header.name, header.value);
  message.body() = std::move(response.body);
  message.keep_alive(keep_alive);
  message.prepare_payload();
  return message;
}

// Keeps the server's list of sessions true while one lives.
class Listed {
 public:
  Listed(OpenSessions& sessions, asio::ip::tcp::socket& socket)
      : sessions_(sessions), at_(sessions.insert(sessions.end(), OpenSession{})) {
    at_->socket = &socket;
  }
  ~Listed() { sessions_.erase(at_); }
  Listed(const Listed&) = delete;
  Listed& operator=(const Listed&) = delete;

  void enter(OpenSession::State state) { at_->state = state; }

 private:
  OpenSessions& sessions_;
  OpenSessions::iterator at_;
};

// The requests of one connection, one after the other. Stream is beast::tcp_stream, or TLS over it.
template <class Stream>
class Conversation {
 public:
  Conversation(Stream& stream, SessionContext& context, Listed& listed, std::optional<Peer> peer)
      : stream_(stream),
        context_(context),
        listed_(listed),
        peer_(std::move(peer)),
        buffer_(context.limits.header_bytes + 16 * 1024) {}

  asio::awaitable<void> run() {
    while (!context_.stopping && co_await begins()) {
      const auto refusal = co_await read();
      if (refusal) {
        co_await turn_away(*refusal);
        co_return;
      }
      if (!co_await answer()) co_return;
    }
  }

 private:
  auto& tcp() { return beast::get_lowest_layer(stream_); }

  // Waits for the first byte of a request. A connection that stays idle or ends here has done
  // nothing wrong.
  asio::awaitable<bool> begins() {
    if (buffer_.size() > 0) co_return true;
    error_code error;
    tcp().expires_after(context_.limits.idle);
    const auto room = buffer_.prepare(1024);
    const auto size = co_await stream_.async_read_some(room, redirect_error(use_awaitable, error));
    buffer_.commit(size);
    co_return !error;
  }

  // One deadline for the whole request, however its bytes drip in.
  asio::awaitable<std::optional<Refused>> read() {
    error_code error;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(context_.limits.header_bytes));
    parser_->body_limit(boost::none);  // Beast would reset the connection; length_refusal() answers
    tcp().expires_after(context_.limits.request);
    co_await wire::async_read_header(
        stream_, buffer_, *parser_, redirect_error(use_awaitable, error));
    if (error) co_return refused_by(error);
    if (const auto length = length_refusal()) co_return length;
    co_await wire::async_read(stream_, buffer_, *parser_, redirect_error(use_awaitable, error));
    if (error) co_return refused_by(error);
    co_return std::nullopt;
  }

  std::optional<Refused> length_refusal() const {
    if (parser_->chunked()) return refused(RequestRefusal::no_length);
    if (parser_->content_length().value_or(0) <= context_.limits.body_bytes) return std::nullopt;
    return refused(RequestRefusal::body_too_large);
  }

  // True while the connection is good for another request.
  asio::awaitable<bool> answer() {
    ++context_.counts.requests;
    const bool keep_alive = parser_->get().keep_alive();
    auto request = to_request(parser_->release(), peer_);
    listed_.enter(OpenSession::State::handling);
    auto response = co_await context_.router.answer(std::move(request));
    const bool written = co_await write(std::move(response), keep_alive && !context_.stopping);
    listed_.enter(OpenSession::State::waiting);
    if (!written) count(RequestRefusal::abandoned);
    co_return written&& keep_alive;
  }

  asio::awaitable<bool> write(Response response, bool keep_alive) {
    error_code error;
    const auto message = to_wire(std::move(response), keep_alive);
    tcp().expires_after(context_.limits.reply);
    co_await wire::async_write(stream_, message, redirect_error(use_awaitable, error));
    co_return !error;
  }

  asio::awaitable<void> turn_away(Refused refusal) {
    if (context_.stopping) co_return;
    count(refusal.reason);
    if (!refusal.problem) co_return;
    auto response = to_response(*refusal.problem);
    if (co_await write(std::move(response), false)) co_await drain();
  }

  asio::awaitable<void> drain() {
    error_code error;
    std::array<std::uint8_t, 4096> waste;
    tcp().socket().shutdown(asio::socket_base::shutdown_send, error);
    tcp().expires_after(drain_time_max);
    for (std::size_t drained = 0; !error && drained < drained_bytes_max;) {
      const auto room = asio::buffer(waste);
      drained += co_await tcp().async_read_some(room, redirect_error(use_awaitable, error));
    }
  }

  void count(RequestRefusal reason) {
    ++context_.counts.request_refusals[static_cast<std::size_t>(reason)];
  }

  Stream& stream_;
  SessionContext& context_;
  Listed& listed_;
  std::optional<Peer> peer_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
};

using TlsStream = asio::ssl::stream<beast::tcp_stream>;

asio::awaitable<bool> shake_hands(TlsStream& stream, SessionContext& context) {
  error_code error;
  stream.next_layer().expires_after(context.limits.handshake);
  co_await stream.async_handshake(asio::ssl::stream_base::server,
                                  redirect_error(use_awaitable, error));
  if (!error) co_return true;
  if (context.stopping) co_return false;
  const auto refusal = tls_refusal_of(stream.native_handle(), error);
  ++context.counts.tls_refusals[static_cast<std::size_t>(refusal)];
  co_return false;
}

// Says goodbye, so that the client can tell the end from a cut; it need not answer.
asio::awaitable<void> say_goodbye(TlsStream& stream) {
  error_code error;
  stream.next_layer().expires_after(drain_time_max);
  co_await stream.async_shutdown(redirect_error(use_awaitable, error));
}

asio::awaitable<void> run_plain(beast::tcp_stream stream, SessionContext& context) {
  Listed listed(context.sessions, stream.socket());
  Conversation conversation(stream, context, listed, std::nullopt);
  co_await conversation.run();
}

asio::awaitable<void> run_tls(TlsStream stream, SessionContext& context) {
  Listed listed(context.sessions, stream.next_layer().socket());
  if (!co_await shake_hands(stream, context)) co_return;
  Conversation conversation(stream, context, listed, peer_of(stream.native_handle()));
  co_await conversation.run();
  if (stream.next_layer().socket().is_open()) co_await say_goodbye(stream);
}

}  // namespace

asio::awaitable<void> run_session(asio::ip::tcp::socket socket, SessionContext& context) {
  beast::tcp_stream stream(std::move(socket));
  if (context.tls == nullptr) return run_plain(std::move(stream), context);
  return run_tls(TlsStream(std::move(stream), *context.tls), context);
}

}  // namespace tocsin::http
