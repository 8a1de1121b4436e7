#include "tests/unit/core/http/test_server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <future>

#include "core/base/check.h"

namespace tocsin::http {
namespace {

namespace asio = boost::asio;

Router router_of(Handler wait) {
  Router router;
  router.add_direct(
      "GET", "/hello", [](const Request&) { return reply(200, "text/plain", "hello"); });
  router.add_direct("POST", "/echo", [](const Request& request) {
    return reply(200, "application/octet-stream", request.body);
  });
  router.add_direct("GET", "/who", [](const Request& request) {
    return reply(200, "text/plain", request.peer ? request.peer->uri.value_or("no uri") : "nobody");
  });
  router.add_direct("GET", "/throw", [](const Request&) -> Response { throw std::bad_alloc(); });
  router.add("GET", "/wait", std::move(wait));
  return router;
}

}  // namespace

TestServer::TestServer(ServerOptions options) {
  auto wait = [this](Request request) { return this->wait(std::move(request)); };
  auto server = Server::listen(io_, std::move(options), router_of(wait));
  check(server.has_value(), server ? "" : server.error().text.c_str());
  server_ = std::move(*server);
  asio::co_spawn(io_, server_->run(), asio::detached);
  thread_ = std::thread([this] { io_.run(); });
}

asio::awaitable<Response> TestServer::wait(Request) {
  asio::steady_timer timer(io_);
  while (!released_) {
    timer.expires_after(std::chrono::milliseconds(5));
    co_await timer.async_wait(asio::use_awaitable);
  }
  co_return reply(200, "text/plain", "waited");
}

ServerCounts TestServer::counts() {
  std::promise<ServerCounts> counts;
  asio::post(io_, [&] { counts.set_value(server_->counts()); });
  return counts.get_future().get();
}

void TestServer::release() {
  asio::post(io_, [this] { released_ = true; });
}

void TestServer::ask_to_stop() {
  asio::post(io_, [this] { server_->stop(); });
}

void TestServer::stop() {
  if (!thread_.joinable()) return;
  release();
  ask_to_stop();
  thread_.join();
}

RawConnection::RawConnection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{10, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  const auto* where = reinterpret_cast<const sockaddr*>(&address);
  check(::connect(socket_, where, sizeof address) == 0, "connect to the test server");
}

bool RawConnection::send(std::string_view text) {
  while (!text.empty()) {
    const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string RawConnection::read_some() {
  char bytes[4096];
  const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
  return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

std::string RawConnection::read_until_closed() {
  std::string all;
  for (auto some = read_some(); !some.empty(); some = read_some()) all += some;
  return all;
}

std::string RawConnection::read_answer() {
  std::string all;
  for (auto some = read_some(); !some.empty(); some = read_some()) {
    all += some;
    const auto body = all.find("\r\n\r\n");
    const auto length = all.find("Content-Length: ");
    if (body == std::string::npos || length == std::string::npos) continue;
    if (all.size() >= body + 4 + std::stoul(all.substr(length + 16))) break;
  }
  return all;
}

void RawConnection::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

ClientOptions client_of(const TestServer& server, std::optional<TlsClientOptions> tls) {
  ClientOptions options;
  options.address = "127.0.0.1";
  options.port = server.port();
  options.tls = std::move(tls);
  return options;
}

Result<Response> ask(asio::io_context& io, Client& client, Request request) {
  std::optional<Result<Response>> answer;
  asio::co_spawn(io, client.send(std::move(request)), [&](std::exception_ptr, auto result) {
    answer = std::move(result);
  });
  io.restart();
  while (!answer && io.run_one() > 0) {
  }
  return std::move(*answer);
}

Result<Response> ask(ClientOptions options, Request request) {
  asio::io_context io;
  auto client = Client::create(io, std::move(options));
  if (!client) return tl::unexpected(client.error());
  return ask(io, **client, std::move(request));
}

std::string text_of(const Response& response) {
  return std::string(as_text(response.body));
}

}  // namespace tocsin::http
