#include "core/net/tcp_stream.h"

#include <gtest/gtest.h>

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include "core/net/deadline.h"
#include "core/net/task_group.h"
#include "core/net/udp_socket.h"
#include "core/system/clock.h"
#include "tests/unit/core/net/run.h"

namespace tocsin::net {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using asio::ip::tcp;

// Accepts one connection, sends what it was given and closes.
class OneShotServer {
 public:
  explicit OneShotServer(asio::io_context& io)
      : acceptor_(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

  SocketAddress address() const {
    const auto at = acceptor_.local_endpoint();
    return {.address = from_asio(at.address()), .port = at.port()};
  }

  Task<> serve(std::string text) {
    auto peer = co_await acceptor_.async_accept(asio::use_awaitable);
    co_await asio::async_write(peer, asio::buffer(text), asio::use_awaitable);
    acceptor_.close();
  }

 private:
  tcp::acceptor acceptor_;
};

struct Outcome {
  Status<std::error_code> connected;
  Status<std::error_code> read;
  Bytes bytes;
  std::uint16_t port = 0;
  std::optional<Duration> handshake;
  std::optional<WallTime> last_arrival;
};

Task<> fetch(asio::io_context& io, SocketAddress from, std::size_t size, Outcome& outcome) {
  auto stream = std::move(TcpStream::open(io.get_executor(), from.address.family).value());
  outcome.connected = stream.start_connect(from);
  if (!outcome.connected) co_return;
  outcome.port = stream.port();
  outcome.connected = co_await stream.connected();
  if (!outcome.connected) co_return;
  outcome.handshake = stream.handshake();
  outcome.bytes.resize(size);
  outcome.read = co_await stream.read(outcome.bytes);
  outcome.last_arrival = stream.last_arrival();
}

Outcome fetched(asio::io_context& io, OneShotServer& server, std::string text, std::size_t size) {
  Outcome outcome;
  TaskGroup group(io.get_executor());
  group.spawn(server.serve(std::move(text)));
  run(io, fetch(io, server.address(), size, outcome));
  return outcome;
}

TEST(TcpStream, ReadsExactlyWhatIsAskedFor) {
  asio::io_context io;
  OneShotServer server(io);
  const auto outcome = fetched(io, server, "hello, world", 5);
  ASSERT_TRUE(outcome.read);
  EXPECT_EQ(as_text(outcome.bytes), "hello");
  EXPECT_NE(outcome.port, 0);
}

TEST(TcpStream, TheKernelTimesTheHandshake) {
  asio::io_context io;
  OneShotServer server(io);
  EXPECT_GT(fetched(io, server, "hello", 5).handshake.value(), 0ns);
}

// The kernel begins to stamp a moment after somebody wants it (README.md): the first may lack it.
TEST(TcpStream, TheKernelStampsWhenTheReplyCame) {
  asio::io_context io;
  const auto keeps_stamping = UdpSocket::open(io.get_executor(), plan::Family::v4);
  const system::SystemClock clock;
  const auto before = clock.wall();
  std::optional<WallTime> came;
  while (!came) {
    io.restart();
    OneShotServer server(io);
    came = fetched(io, server, "hello", 5).last_arrival;
  }
  EXPECT_GE(*came, before);
  EXPECT_LE(*came, clock.wall());
}

TEST(TcpStream, AConnectionThatEndsEarlyIsAReset) {
  asio::io_context io;
  OneShotServer server(io);
  const auto outcome = fetched(io, server, "hell", 5);
  ASSERT_FALSE(outcome.read);
  EXPECT_EQ(outcome.read.error(), std::errc::connection_reset);
}

TEST(TcpStream, AClosedPortRefusesAndOurPortIsStillKnown) {
  asio::io_context io;
  Outcome outcome;
  const auto closed = OneShotServer(io).address();
  run(io, fetch(io, closed, 1, outcome));
  ASSERT_FALSE(outcome.connected);
  EXPECT_EQ(outcome.connected.error(), std::errc::connection_refused);
  EXPECT_NE(outcome.port, 0);
}

TEST(TcpStream, AnAddressWithoutARouteFailsBeforeAnyWait) {
  asio::io_context io;
  auto stream = std::move(TcpStream::open(io.get_executor(), plan::Family::v4).value());
  const SocketAddress nowhere{.address = plan::address_from("255.255.255.255").value(), .port = 53};
  EXPECT_FALSE(stream.start_connect(nowhere));
}

}  // namespace
}  // namespace tocsin::net
