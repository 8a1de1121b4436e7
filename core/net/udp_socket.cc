#include "core/net/udp_socket.h"

#include <linux/net_tstamp.h>
#include <netinet/in.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/unicast.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>

#include "core/net/control_message.h"

namespace tocsin::net {
namespace {

namespace asio = boost::asio;
using asio::ip::udp;

// A pending ICMP error is returned once by the next call, before it is found in the error queue.
constexpr int attempts = 4;

std::error_code last_error() {
  return {errno, std::generic_category()};
}

bool set_option(int socket, int level, int option, int value) {
  return setsockopt(socket, level, option, &value, sizeof value) == 0;
}

// Software stamps both ways; the transmit stamp comes alone, with the datagram's number.
constexpr int stamping = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE |
                         SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_OPT_ID |
                         SOF_TIMESTAMPING_OPT_TSONLY;

bool set_options(int socket, plan::Family family) {
  const bool hears = family == plan::Family::v4
                         ? set_option(socket, IPPROTO_IP, IP_RECVERR, 1) &&
                               set_option(socket, IPPROTO_IP, IP_RECVTTL, 1)
                         : set_option(socket, IPPROTO_IPV6, IPV6_RECVERR, 1) &&
                               set_option(socket, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1);
  return hears && set_option(socket, SOL_SOCKET, SO_TIMESTAMPING, stamping);
}

// One recvmsg with all that it needs to point to.
struct Received {
  RawAddress name;
  alignas(cmsghdr) std::array<char, control_octets> control{};
  iovec part{};
  msghdr message{};
  ssize_t size = -1;

  Received(int socket, std::span<std::uint8_t> buffer, int flags)
      : part{.iov_base = buffer.data(), .iov_len = buffer.size()} {
    do {
      message.msg_name = name.get();
      message.msg_namelen = sizeof name.storage;
      message.msg_iov = &part;
      message.msg_iovlen = 1;
      message.msg_control = control.data();
      message.msg_controllen = control.size();
      size = recvmsg(socket, &message, flags | MSG_DONTWAIT);
    } while (size < 0 && errno == EINTR);
  }
  Received(const Received&) = delete;
  Received& operator=(const Received&) = delete;

  bool came() const { return size >= 0; }
};

}  // namespace

Result<UdpSocket, std::error_code> UdpSocket::open(const asio::any_io_executor& executor,
                                                   plan::Family family,
                                                   std::uint16_t port) {
  const auto protocol = family == plan::Family::v4 ? udp::v4() : udp::v6();
  udp::socket socket(executor);
  boost::system::error_code error;
  socket.open(protocol, error);
  if (error) return fail_with(std::error_code(error));
  if (!set_options(socket.native_handle(), family)) return fail_with(last_error());
  socket.bind(udp::endpoint(protocol, port), error);
  if (error) return fail_with(std::error_code(error));
  if (port != 0) return UdpSocket(std::move(socket), port);
  const auto bound = local_address(socket.native_handle());
  if (!bound) return fail_with(last_error());
  return UdpSocket(std::move(socket), bound->port);
}

Status<std::error_code> UdpSocket::send(ByteView bytes, const SocketAddress& to) {
  const auto raw = to_raw(to);
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const auto sent = sendto(socket_.native_handle(),
                             bytes.data(),
                             bytes.size(),
                             MSG_DONTWAIT | MSG_NOSIGNAL,
                             raw.get(),
                             raw.size);
    if (sent >= 0) return {};
    if (errno != EINTR && errno != ECONNREFUSED) break;
  }
  return fail_with(last_error());
}

Status<std::error_code> UdpSocket::set_hop_limit(std::uint8_t hops) {
  boost::system::error_code error;
  socket_.set_option(asio::ip::unicast::hops(hops), error);
  if (error) return fail_with(std::error_code(error));
  return {};
}

std::optional<UdpEvent> UdpSocket::take(std::span<std::uint8_t> buffer) {
  for (int attempt = 0; attempt < attempts; ++attempt) {
    if (auto event = take_from_error_queue(buffer)) return event;
    if (auto event = take_datagram(buffer)) return event;
    if (errno == EAGAIN || errno == EWOULDBLOCK) break;
  }
  return std::nullopt;
}

std::optional<UdpEvent> UdpSocket::take_from_error_queue(std::span<std::uint8_t> buffer) {
  Received received(socket_.native_handle(), buffer, MSG_ERRQUEUE);
  if (!received.came()) return std::nullopt;
  const auto control = read_control(received.message);
  if (!control.error) return std::nullopt;
  if (control.error->ee_origin == SO_EE_ORIGIN_TIMESTAMPING) {
    if (!control.stamp) return take_from_error_queue(buffer);
    return TransmitStamp{.at = *control.stamp, .number = control.error->ee_data};
  }
  return IcmpReport{
      .error = std::error_code(static_cast<int>(control.error->ee_errno), std::generic_category()),
      .sent_to = from_raw(received.name),
      .from = control.offender,
      .type = control.error->ee_type,
      .code = control.error->ee_code,
      .quoted = buffer.first(static_cast<std::size_t>(received.size))};
}

std::optional<UdpEvent> UdpSocket::take_datagram(std::span<std::uint8_t> buffer) {
  Received received(socket_.native_handle(), buffer, 0);
  if (!received.came()) return std::nullopt;
  const auto from = from_raw(received.name);
  if (!from) return std::nullopt;
  const auto control = read_control(received.message);
  return Datagram{.bytes = buffer.first(static_cast<std::size_t>(received.size)),
                  .from = *from,
                  .stamp = control.stamp,
                  .hop_limit = control.hop_limit};
}

Task<> UdpSocket::readable() {
  stopped_ = false;
  const auto as_value = asio::as_tuple(asio::use_awaitable);
  const auto [error] = co_await socket_.async_wait(udp::socket::wait_read, as_value);
  if (error && !stopped_) throw boost::system::system_error(error);
}

void UdpSocket::stop_waiting() {
  stopped_ = true;
  boost::system::error_code ignored;  // there may be no wait
  socket_.cancel(ignored);
}

}  // namespace tocsin::net
