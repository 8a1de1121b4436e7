#include "core/net/tcp_stream.h"

#include <linux/net_tstamp.h>
#include <netinet/tcp.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>

#include "core/net/control_message.h"

namespace tocsin::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);

std::error_code system_error(int number) {
  return {number, std::generic_category()};
}

// A pending cancellation unwinds; everything else is a value.
Status<std::error_code> status_of(const boost::system::error_code& error) {
  if (!error) return {};
  if (error == asio::error::operation_aborted) throw boost::system::system_error(error);
  if (error == asio::error::eof) return fail_with(system_error(ECONNRESET));
  return fail_with(std::error_code(error));
}

// A kernel that does not stamp leaves us without stamps, and no worse.
void ask_for_stamps(int socket) {
  const int stamping = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE;
  setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPING, &stamping, sizeof stamping);
}

}  // namespace

Result<TcpStream, std::error_code> TcpStream::open(const asio::any_io_executor& executor,
                                                   plan::Family family) {
  tcp::socket socket(executor);
  boost::system::error_code error;
  socket.open(family == plan::Family::v4 ? tcp::v4() : tcp::v6(), error);
  if (!error) socket.native_non_blocking(true, error);
  if (!error) socket.set_option(tcp::no_delay(true), error);
  if (error) return fail_with(std::error_code(error));
  ask_for_stamps(socket.native_handle());
  return TcpStream(std::move(socket));
}

Status<std::error_code> TcpStream::start_connect(const SocketAddress& to) {
  const auto raw = to_raw(to);
  const int socket = socket_.native_handle();
  if (connect(socket, raw.get(), raw.size) != 0 && errno != EINPROGRESS) {
    return fail_with(system_error(errno));
  }
  const auto bound = local_address(socket);
  port_ = bound ? bound->port : 0;
  return {};
}

Task<Status<std::error_code>> TcpStream::connected() {
  co_await socket_.async_wait(tcp::socket::wait_write, asio::use_awaitable);
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(socket_.native_handle(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) co_return fail_with(system_error(error));
  co_return Status<std::error_code>();
}

// Of a new connection the smoothed round trip is its first sample, that of the SYN. A SYN that was
// repeated gives none (RFC 6298 section 3).
std::optional<Duration> TcpStream::handshake() {
  tcp_info info{};
  socklen_t size = sizeof info;
  const int asked = getsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_INFO, &info, &size);
  if (asked != 0 || info.tcpi_total_retrans != 0 || info.tcpi_rtt == 0) return std::nullopt;
  return std::chrono::microseconds(info.tcpi_rtt);
}

Task<Status<std::error_code>> TcpStream::write(ByteView bytes) {
  const auto buffer = asio::buffer(bytes.data(), bytes.size());
  const auto [error, written] = co_await asio::async_write(socket_, buffer, as_value);
  co_return status_of(error);
}

Task<Status<std::error_code>> TcpStream::read(std::span<std::uint8_t> buffer) {
  while (!buffer.empty()) {
    const auto got = take(buffer);
    if (got > 0) {
      buffer = buffer.subspan(static_cast<std::size_t>(got));
      continue;
    }
    if (got == 0) co_return fail_with(system_error(ECONNRESET));
    if (errno != EAGAIN && errno != EWOULDBLOCK) co_return fail_with(system_error(errno));
    co_await socket_.async_wait(tcp::socket::wait_read, asio::use_awaitable);
  }
  co_return Status<std::error_code>();
}

ssize_t TcpStream::take(std::span<std::uint8_t> buffer) {
  alignas(cmsghdr) std::array<char, control_octets> control{};
  iovec part{.iov_base = buffer.data(), .iov_len = buffer.size()};
  msghdr message{};
  ssize_t got = -1;
  do {
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    got = recvmsg(socket_.native_handle(), &message, MSG_DONTWAIT);
  } while (got < 0 && errno == EINTR);
  if (got > 0) last_arrival_ = read_control(message).stamp;
  return got;
}

}  // namespace tocsin::net
