#include "core/http/server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/http/session.h"
#include "core/http/tls_context.h"
#include "core/net/task_group.h"

namespace tocsin::http {
namespace {

namespace asio = boost::asio;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;

// How long to leave the listening socket alone after it failed, for want of descriptors mostly.
constexpr auto accept_pause = std::chrono::milliseconds(100);

class Listener final : public Server {
 public:
  Listener(asio::io_context& io,
           tcp::acceptor acceptor,
           ServerOptions options,
           Router router,
           TlsContext tls)
      : io_(io),
        acceptor_(std::move(acceptor)),
        tasks_(io.get_executor()),
        options_(std::move(options)),
        router_(std::move(router)),
        tls_(std::move(tls)) {}

  asio::awaitable<void> run() override {
    while (!stopping_) co_await accept_one();
    asio::steady_timer grace(io_, options_.limits.grace);
    // It may still be queued when we are gone.
    grace.async_wait([sessions = sessions_](const error_code& error) {
      if (!error) close_sessions(*sessions, Which::all);
    });
    co_await tasks_.join();
  }

  void stop() override {
    if (stopping_) return;
    stopping_ = true;
    error_code ignored;
    acceptor_.close(ignored);
    close_sessions(*sessions_, Which::waiting);
  }

  std::uint16_t port() const override { return port_; }
  const ServerCounts& counts() const override { return counts_; }
  void remember_port() { port_ = acceptor_.local_endpoint().port(); }

 private:
  enum class Which { waiting, all };

  asio::awaitable<void> accept_one() {
    error_code error;
    auto socket = co_await acceptor_.async_accept(redirect_error(use_awaitable, error));
    if (stopping_) co_return;
    if (error) {
      asio::steady_timer pause(io_, accept_pause);
      co_await pause.async_wait(redirect_error(use_awaitable, error));
      co_return;
    }
    if (counts_.open >= options_.limits.connections) {
      count(RequestRefusal::too_many_connections);
      co_return;
    }
    start_session(std::move(socket));
  }

  void start_session(tcp::socket socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    ++counts_.connections;
    ++counts_.open;
    tasks_.spawn(serve(std::move(socket)));
  }

  asio::awaitable<void> serve(tcp::socket socket) {
    try {
      co_await run_session(std::move(socket), context_);
    } catch (const std::exception&) {
      count(RequestRefusal::failed);
    }
    --counts_.open;
  }

  // Their coroutines notice, and end by themselves.
  static void close_sessions(OpenSessions& sessions, Which which) {
    for (auto& session : sessions) {
      if (which == Which::waiting && session.state == OpenSession::State::handling) continue;
      error_code ignored;
      session.socket->close(ignored);
    }
  }

  void count(RequestRefusal refusal) {
    ++counts_.request_refusals[static_cast<std::size_t>(refusal)];
  }

  asio::io_context& io_;
  tcp::acceptor acceptor_;
  net::TaskGroup tasks_;
  ServerOptions options_;
  Router router_;
  TlsContext tls_;
  ServerCounts counts_;
  std::shared_ptr<OpenSessions> sessions_ = std::make_shared<OpenSessions>();
  std::uint16_t port_ = 0;
  bool stopping_ = false;
  SessionContext context_{options_.limits, router_, counts_, tls_.get(), *sessions_, stopping_};
};

Result<tcp::acceptor> bind(asio::io_context& io, const ServerOptions& options) {
  error_code error;
  const auto what = "listen on " + options.address + " port " + std::to_string(options.port) + ": ";
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return fail(what + "not a numeric address");
  const tcp::endpoint endpoint(address, options.port);
  tcp::acceptor acceptor(io);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  // "::" means every address of this host, those of IPv4 too.
  const asio::ip::v6_only v6_only(!address.is_unspecified());
  if (!error && address.is_v6()) acceptor.set_option(v6_only, error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return fail(what + error.message());
  return acceptor;
}

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(asio::io_context& io,
                                               ServerOptions options,
                                               Router router) {
  TlsContext tls;
  if (options.tls) {
    auto context = server_context(*options.tls);
    if (!context) return tl::unexpected(context.error());
    tls = std::move(*context);
  }
  auto acceptor = bind(io, options);
  if (!acceptor) return tl::unexpected(acceptor.error());
  auto listener = std::make_unique<Listener>(
      io, std::move(*acceptor), std::move(options), std::move(router), std::move(tls));
  listener->remember_port();
  return listener;
}

}  // namespace tocsin::http
