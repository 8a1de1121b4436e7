#include "core/http/client.h"

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <filesystem>

#include "tests/unit/core/http/test_server.h"

namespace tocsin::http {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

Request get(std::string target) {
  Request request;
  request.target = std::move(target);
  return request;
}

// Of this process; the server's own end has that port on its near side.
std::optional<int> socket_connected_to(std::uint16_t port) {
  for (const auto& open : std::filesystem::directory_iterator("/proc/self/fd")) {
    const int socket = std::stoi(open.path().filename());
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    const bool connected = ::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) == 0;
    if (connected && peer.sin_family == AF_INET && ntohs(peer.sin_port) == port) return socket;
  }
  return std::nullopt;
}

bool sends_at_once(int socket) {
  int on = 0;
  socklen_t size = sizeof on;
  return ::getsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, &size) == 0 && on != 0;
}

TEST(Client, KeepsItsConnection) {
  TestServer server;
  boost::asio::io_context io;
  const auto client = *Client::create(io, client_of(server));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(text_of(*ask(io, *client, get("/hello"))), "hello");
  EXPECT_EQ(server.counts().connections, 1u);
}

TEST(Client, OpensAKeptConnectionAgainThatTheServerHasClosed) {
  ServerOptions options;
  options.limits.idle = milliseconds(20);
  TestServer server(options);
  boost::asio::io_context io;
  const auto client = *Client::create(io, client_of(server));
  EXPECT_EQ(text_of(*ask(io, *client, get("/hello"))), "hello");
  ASSERT_TRUE(eventually([&] { return server.counts().open == 0; }));
  EXPECT_EQ(text_of(*ask(io, *client, get("/hello"))), "hello");
}

// Else its last segment waits for the acknowledgement of the first, up to 40 ms.
TEST(Client, HasTheKernelHoldNothingBack) {
  TestServer server;
  boost::asio::io_context io;
  const auto client = *Client::create(io, client_of(server));
  EXPECT_EQ(text_of(*ask(io, *client, get("/hello"))), "hello");
  const auto socket = socket_connected_to(server.port());
  ASSERT_TRUE(socket);
  EXPECT_TRUE(sends_at_once(*socket));
}

TEST(Client, HandsOutRefusalsAsResponses) {
  TestServer server;
  const auto answer = ask(client_of(server), get("/nowhere"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 404u);
}

TEST(Client, SaysWhereNobodyListens) {
  ClientOptions options;
  {
    TestServer gone;
    options = client_of(gone);
  }
  const auto answer = ask(options, get("/hello"));
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().text, HasSubstr("connect to 127.0.0.1:"));
  EXPECT_THAT(answer.error().text, HasSubstr("refused"));
}

TEST(Client, GivesUpAtItsDeadline) {
  TestServer server;
  auto options = client_of(server);
  options.exchange = milliseconds(50);
  const auto answer = ask(options, get("/wait"));
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().text, HasSubstr("timeout"));
}

TEST(Client, RefusesALongerAnswerThanItsLimit) {
  TestServer server;
  auto options = client_of(server);
  options.body_bytes = 3;
  const auto answer = ask(options, get("/hello"));
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().text, HasSubstr("body limit"));
}

TEST(Client, EndsWhatIsUnderWayWhenClosed) {
  TestServer server;
  boost::asio::io_context io;
  const auto client = *Client::create(io, client_of(server));
  std::optional<Result<Response>> answer;
  boost::asio::co_spawn(io, client->send(get("/wait")), [&](std::exception_ptr, auto result) {
    answer = std::move(result);
  });
  while (server.counts().requests == 0) io.run_for(milliseconds(5));
  client->close();
  io.run();
  ASSERT_TRUE(answer);
  EXPECT_FALSE(*answer);
}

TEST(Client, TakesNumericAddressesOnly) {
  boost::asio::io_context io;
  ClientOptions options;
  options.address = "localhost";
  EXPECT_FALSE(Client::create(io, options));
}

}  // namespace
}  // namespace tocsin::http
