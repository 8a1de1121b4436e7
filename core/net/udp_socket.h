// A UDP socket that hears everything sent to its port, what ICMP says about its datagrams, and when
// the kernel saw each of them come and go. Not connected: README.md says why. One thread, one
// waiter.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/udp.hpp>
#include <optional>
#include <span>
#include <system_error>

#include "core/base/result.h"
#include "core/net/task.h"
#include "core/net/udp_event.h"

namespace tocsin::net {

// Room for any datagram. Bytes of an event are valid until the buffer is used again.
inline constexpr std::size_t datagram_octets_max = 65535;

class UdpSocket {
 public:
  // Bound to this port; where it is zero, to one that the kernel draws at random from its range
  // (net.ipv4.ip_local_port_range). Fails where the port is taken, or the host is out of sockets or
  // ports or has no such family.
  static Result<UdpSocket, std::error_code> open(const boost::asio::any_io_executor& executor,
                                                 plan::Family family,
                                                 std::uint16_t port = 0);

  std::uint16_t port() const { return port_; }

  // At once or not at all. ICMP reports that wait in the error queue do not make it fail.
  Status<std::error_code> send(ByteView bytes, const SocketAddress& to);

  // How many routers the next datagrams may pass, 1 to 255, instead of the host's own default.
  Status<std::error_code> set_hop_limit(std::uint8_t hops);

  // The next event without waiting: first from the error queue, then datagrams.
  std::optional<UdpEvent> take(std::span<std::uint8_t> buffer);

  // Until there may be something to take, or `stop_waiting`. Unwinds where the task is cancelled.
  Task<> readable();

  // Ends a wait that is under way: time is up.
  void stop_waiting();

 private:
  UdpSocket(boost::asio::ip::udp::socket socket, std::uint16_t port)
      : socket_(std::move(socket)), port_(port) {}

  std::optional<UdpEvent> take_from_error_queue(std::span<std::uint8_t> buffer);
  std::optional<UdpEvent> take_datagram(std::span<std::uint8_t> buffer);

  boost::asio::ip::udp::socket socket_;
  std::uint16_t port_;
  bool stopped_ = false;
};

}  // namespace tocsin::net
