#include "core/net/udp_socket.h"

#include <gtest/gtest.h>

#include <set>

#include "core/net/deadline.h"
#include "core/system/clock.h"
#include "tests/unit/core/net/run.h"

namespace tocsin::net {
namespace {

using namespace std::chrono_literals;
using plan::Family;

SocketAddress loopback(Family family, std::uint16_t port) {
  return {.address = plan::address_from(family == Family::v4 ? "127.0.0.1" : "::1").value(),
          .port = port};
}

UdpSocket open(boost::asio::io_context& io, Family family) {
  return std::move(UdpSocket::open(io.get_executor(), family).value());
}

// Collects events until one of this kind comes; a minute without it fails the test.
template <class Kind>
Task<std::optional<Kind>> next(UdpSocket& socket, std::span<std::uint8_t> buffer) {
  for (;;) {
    while (auto event = socket.take(buffer)) {
      if (auto* wanted = std::get_if<Kind>(&*event)) co_return *wanted;
    }
    co_await socket.readable();
  }
}

template <class Kind>
Task<> expect_next(UdpSocket& socket, std::span<std::uint8_t> buffer, Kind& into) {
  const auto event = co_await with_deadline(1min, next<Kind>(socket, buffer));
  if (event && *event) into = **event;
}

class UdpSocketTest : public testing::TestWithParam<Family> {};

TEST_P(UdpSocketTest, ADatagramComesWithItsSender) {
  boost::asio::io_context io;
  auto sender = open(io, GetParam());
  auto receiver = open(io, GetParam());
  Bytes buffer(datagram_octets_max);
  Datagram got;
  ASSERT_TRUE(sender.send(as_bytes("hello"), loopback(GetParam(), receiver.port())));
  run(io, expect_next(receiver, buffer, got));
  EXPECT_EQ(as_text(got.bytes), "hello");
  EXPECT_EQ(got.from, loopback(GetParam(), sender.port()));
}

// The kernel begins to stamp a moment after the host's first socket asks for it.
TEST_P(UdpSocketTest, WhileASocketIsOpenArrivingDatagramsGetStamped) {
  boost::asio::io_context io;
  auto sender = open(io, GetParam());
  auto receiver = open(io, GetParam());
  Bytes buffer(datagram_octets_max);
  Datagram got;
  const system::SystemClock clock;
  const auto give_up = clock.monotonic() + 10s;
  const auto before = clock.wall();
  while (!got.stamp && clock.monotonic() < give_up) {
    ASSERT_TRUE(sender.send(as_bytes("hello"), loopback(GetParam(), receiver.port())));
    run(io, expect_next(receiver, buffer, got));
    io.restart();
  }
  ASSERT_TRUE(got.stamp);
  EXPECT_GE(*got.stamp, before);
  EXPECT_LE(*got.stamp, clock.wall());
}

TEST_P(UdpSocketTest, ASentDatagramIsStampedAsItLeaves) {
  boost::asio::io_context io;
  auto sender = open(io, GetParam());
  auto receiver = open(io, GetParam());
  Bytes buffer(datagram_octets_max);
  TransmitStamp stamp{.at = {}, .number = 99};
  const system::SystemClock clock;
  const auto before = clock.wall();
  ASSERT_TRUE(sender.send(as_bytes("hello"), loopback(GetParam(), receiver.port())));
  run(io, expect_next(sender, buffer, stamp));
  EXPECT_EQ(stamp.number, 0U);
  EXPECT_GE(stamp.at, before);
  EXPECT_LE(stamp.at, clock.wall());
}

TEST_P(UdpSocketTest, AClosedPortIsReportedWithWhereWeSentTo) {
  boost::asio::io_context io;
  auto sender = open(io, GetParam());
  const auto closed = open(io, GetParam()).port();
  Bytes buffer(datagram_octets_max);
  IcmpReport report;
  ASSERT_TRUE(sender.send(as_bytes("hello"), loopback(GetParam(), closed)));
  run(io, expect_next(sender, buffer, report));
  EXPECT_EQ(report.error, std::errc::connection_refused);
  EXPECT_EQ(report.sent_to, loopback(GetParam(), closed));
  EXPECT_EQ(report.from, loopback(GetParam(), closed).address);
}

TEST_P(UdpSocketTest, AReportThatWaitsDoesNotSpoilTheNextDatagram) {
  boost::asio::io_context io;
  auto sender = open(io, GetParam());
  auto receiver = open(io, GetParam());
  const auto closed = open(io, GetParam()).port();
  Bytes buffer(datagram_octets_max);
  Datagram got;
  ASSERT_TRUE(sender.send(as_bytes("one"), loopback(GetParam(), closed)));
  ASSERT_TRUE(sender.send(as_bytes("two"), loopback(GetParam(), receiver.port())));
  run(io, expect_next(receiver, buffer, got));
  EXPECT_EQ(as_text(got.bytes), "two");
}

INSTANTIATE_TEST_SUITE_P(Families,
                         UdpSocketTest,
                         testing::Values(Family::v4, Family::v6),
                         [](const auto& family) {
                           return family.param == Family::v4 ? "v4" : "v6";
                         });

TEST(UdpSocket, NothingWaitsOnAQuietSocket) {
  boost::asio::io_context io;
  Bytes buffer(16);
  EXPECT_FALSE(open(io, Family::v4).take(buffer));
}

TEST(UdpSocket, AnEmptyDatagramIsADatagram) {
  boost::asio::io_context io;
  auto sender = open(io, Family::v4);
  auto receiver = open(io, Family::v4);
  Bytes buffer(datagram_octets_max);
  Datagram got;
  ASSERT_TRUE(sender.send({}, loopback(Family::v4, receiver.port())));
  run(io, expect_next(receiver, buffer, got));
  EXPECT_TRUE(got.bytes.empty());
  EXPECT_EQ(got.from.port, sender.port());
}

TEST(UdpSocket, AnAddressWithoutARouteFailsTheSend) {
  boost::asio::io_context io;
  auto sender = open(io, Family::v4);
  const SocketAddress nowhere{.address = plan::address_from("255.255.255.255").value(), .port = 53};
  EXPECT_FALSE(sender.send(as_bytes("x"), nowhere));
}

TEST(UdpSocket, PortsAreDrawnFromAWideRange) {
  boost::asio::io_context io;
  std::set<std::uint16_t> ports;
  for (int i = 0; i < 200; ++i) ports.insert(open(io, Family::v4).port());
  EXPECT_GT(ports.size(), 150U);
  EXPECT_GT(*ports.rbegin() - *ports.begin(), 10'000);
}

}  // namespace
}  // namespace tocsin::net
