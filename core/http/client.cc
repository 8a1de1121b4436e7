#include "core/http/client.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "core/base/check.h"
#include "core/http/tls_context.h"

namespace tocsin::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using TlsStream = asio::ssl::stream<beast::tcp_stream>;
using WireRequest = wire::request<wire::vector_body<std::uint8_t>>;
using WireResponse = wire::response<wire::vector_body<std::uint8_t>>;
using Parser = wire::response_parser<wire::vector_body<std::uint8_t>>;

constexpr std::uint32_t response_header_bytes_max = 16 * 1024;

std::string text_of(const tcp::endpoint& endpoint) {
  const auto address = endpoint.address().to_string();
  const auto host = endpoint.address().is_v6() ? "[" + address + "]" : address;
  return host + ":" + std::to_string(endpoint.port());
}

WireRequest to_wire(Request request, const std::string& host) {
  WireRequest message;
  message.version(11);
  message.method_string(request.method);
  message.target(request.target);
  for (const auto& header : request.headers.all()) message.insert(header.name, header.value);
  if (message.count(wire::field::host) == 0) message.set(wire::field::host, host);
  message.body() = std::move(request.body);
  message.prepare_payload();
  return message;
}

Response to_response(WireResponse message) {
  Response response;
  response.status = message.result_int();
  for (const auto& field : message) {
    response.headers.add(std::string(field.name_string()), std::string(field.value()));
  }
  response.body = std::move(message.body());
  return response;
}

// What came of one exchange on a connection.
struct Exchanged {
  error_code error;
  bool any_byte = false;  // of the answer
  bool keep_alive = false;
  Response response;
};

// One exchange has one deadline. A server that refuses a request may close before it has read it
// all: its answer is then there although our writing failed, so we look for it in any case.
template <class Stream>
asio::awaitable<Exchanged> exchange_on(Stream& stream,
                                       const WireRequest& request,
                                       const ClientOptions& options) {
  Exchanged out;
  error_code unwritten;
  beast::flat_buffer buffer;
  Parser parser;
  parser.header_limit(response_header_bytes_max);
  parser.body_limit(options.body_bytes);
  beast::get_lowest_layer(stream).expires_after(options.exchange);
  co_await wire::async_write(stream, request, redirect_error(use_awaitable, unwritten));
  if (unwritten != beast::error::timeout) {
    co_await wire::async_read(stream, buffer, parser, redirect_error(use_awaitable, out.error));
  }
  if (out.error && unwritten) out.error = unwritten;
  out.any_byte = parser.got_some();
  out.keep_alive = !out.error && !unwritten && parser.keep_alive();
  if (!out.error) out.response = to_response(parser.release());
  co_return out;
}

// The server closed a kept connection before it saw this request.
bool was_stale(const Exchanged& exchanged) {
  return exchanged.error && !exchanged.any_byte && exchanged.error != beast::error::timeout &&
         exchanged.error != asio::error::operation_aborted;
}

// A request goes out in more than one write. The kernel must not hold back the last of them until
// the server's kernel has acknowledged the first, which it puts off for up to 40 ms.
asio::awaitable<error_code> connect_to(beast::tcp_stream& stream,
                                       tcp::endpoint endpoint,
                                       Duration within) {
  error_code error;
  stream.expires_after(within);
  co_await stream.async_connect(endpoint, redirect_error(use_awaitable, error));
  if (!error) stream.socket().set_option(tcp::no_delay(true), error);
  co_return error;
}

// An open connection, plain or TLS.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual asio::awaitable<error_code> open(const tcp::endpoint& endpoint) = 0;
  virtual asio::awaitable<Exchanged> exchange(const WireRequest& request) = 0;
  virtual void close() = 0;
};

class PlainConnection final : public Connection {
 public:
  PlainConnection(asio::io_context& io, const ClientOptions& options)
      : options_(options), stream_(io) {}

  asio::awaitable<error_code> open(const tcp::endpoint& endpoint) override {
    return connect_to(stream_, endpoint, options_.connect);
  }
  asio::awaitable<Exchanged> exchange(const WireRequest& request) override {
    return exchange_on(stream_, request, options_);
  }
  void close() override {
    error_code ignored;
    stream_.socket().close(ignored);
  }

 private:
  const ClientOptions& options_;
  beast::tcp_stream stream_;
};

class TlsConnection final : public Connection {
 public:
  TlsConnection(asio::io_context& io, const ClientOptions& options, asio::ssl::context& context)
      : options_(options), stream_(beast::tcp_stream(io), context) {}

  asio::awaitable<error_code> open(const tcp::endpoint& endpoint) override {
    error_code error;
    if (!expect_server_name(stream_.native_handle(), options_.tls->server_name)) {
      co_return asio::error::invalid_argument;
    }
    error = co_await connect_to(stream_.next_layer(), endpoint, options_.connect);
    if (error) co_return error;
    co_await stream_.async_handshake(asio::ssl::stream_base::client,
                                     redirect_error(use_awaitable, error));
    co_return error;
  }
  asio::awaitable<Exchanged> exchange(const WireRequest& request) override {
    return exchange_on(stream_, request, options_);
  }
  void close() override {
    error_code ignored;
    stream_.next_layer().socket().close(ignored);
  }

 private:
  const ClientOptions& options_;
  TlsStream stream_;
};

class KeptClient final : public Client {
 public:
  KeptClient(asio::io_context& io, ClientOptions options, tcp::endpoint endpoint, TlsContext tls)
      : io_(io), options_(std::move(options)), endpoint_(endpoint), tls_(std::move(tls)) {}

  asio::awaitable<Result<Response>> send(Request request) override {
    check(!busy_, "a client sends one request at a time");
    busy_ = true;
    const auto message = to_wire(std::move(request), host());
    auto result = co_await send_message(message);
    busy_ = false;
    co_return result;
  }

  void close() override {
    if (connection_) connection_->close();
  }

 private:
  asio::awaitable<Result<Response>> send_message(const WireRequest& message) {
    if (connection_) {
      auto kept = co_await exchange(message);
      if (!was_stale(kept)) co_return outcome_of(std::move(kept));
    }
    if (const auto error = co_await connect()) {
      connection_.reset();
      co_return fail("connect to " + text_of(endpoint_) + ": " + error.message());
    }
    auto fresh = co_await exchange(message);
    co_return outcome_of(std::move(fresh));
  }

  asio::awaitable<error_code> connect() {
    if (tls_) {
      connection_ = std::make_unique<TlsConnection>(io_, options_, *tls_);
    } else {
      connection_ = std::make_unique<PlainConnection>(io_, options_);
    }
    return connection_->open(endpoint_);
  }

  asio::awaitable<Exchanged> exchange(const WireRequest& message) {
    auto exchanged = co_await connection_->exchange(message);
    if (!exchanged.keep_alive) connection_.reset();
    co_return exchanged;
  }

  Result<Response> outcome_of(Exchanged exchanged) const {
    if (!exchanged.error) return std::move(exchanged.response);
    return fail("exchange with " + text_of(endpoint_) + ": " + exchanged.error.message());
  }

  std::string host() const { return options_.tls ? options_.tls->server_name : text_of(endpoint_); }

  asio::io_context& io_;
  ClientOptions options_;
  tcp::endpoint endpoint_;
  TlsContext tls_;
  std::unique_ptr<Connection> connection_;
  bool busy_ = false;
};

}  // namespace

Result<std::unique_ptr<Client>> Client::create(asio::io_context& io, ClientOptions options) {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return fail("not a numeric address: " + options.address);
  TlsContext tls;
  if (options.tls) {
    auto context = client_context(*options.tls);
    if (!context) return tl::unexpected(context.error());
    tls = std::move(*context);
  }
  const tcp::endpoint endpoint(address, options.port);
  return std::make_unique<KeptClient>(io, std::move(options), endpoint, std::move(tls));
}

}  // namespace tocsin::http
