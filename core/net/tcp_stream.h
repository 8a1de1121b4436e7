// A TCP connection as a client opens it: no Fast Open, no Nagle. Errors are values; only
// cancellation throws. One thread, one operation at a time. Closing is the destructor's.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <optional>
#include <span>
#include <system_error>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"

namespace tocsin::net {

class TcpStream {
 public:
  // Fails where the host is out of sockets or has no such family.
  static Result<TcpStream, std::error_code> open(const boost::asio::any_io_executor& executor,
                                                 plan::Family family);

  // Sends the SYN and returns. An error here is the host's own: no route, no port left.
  Status<std::error_code> start_connect(const SocketAddress& to);

  // Our port, once connecting has started: after a failure the kernel no longer knows it.
  std::uint16_t port() const { return port_; }

  Task<Status<std::error_code>> connected();

  // From the SYN to its answer, in microseconds, as the kernel itself timed it: our own waking up
  // is not in it. Nothing where the SYN had to be repeated. To be asked before anything is written.
  std::optional<Duration> handshake();

  Task<Status<std::error_code>> write(ByteView bytes);  // all of them, which the caller keeps

  // Fills the whole buffer. A connection that ends before is ECONNRESET, politely closed or not.
  Task<Status<std::error_code>> read(std::span<std::uint8_t> buffer);

  // When the segment that held the last octet read so far came in: the kernel's stamp,
  // CLOCK_REALTIME.
  std::optional<WallTime> last_arrival() const { return last_arrival_; }

 private:
  explicit TcpStream(boost::asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

  // What is there, at most a buffer full, without waiting; as recv(2) returns it.
  ssize_t take(std::span<std::uint8_t> buffer);

  boost::asio::ip::tcp::socket socket_;
  std::uint16_t port_ = 0;
  std::optional<WallTime> last_arrival_;
};

}  // namespace tocsin::net
