#include "core/net/tcp_stream.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>

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

}  // namespace

Result<TcpStream, std::error_code> TcpStream::open(const asio::any_io_executor& executor,
                                                   plan::Family family) {
  tcp::socket socket(executor);
  boost::system::error_code error;
  socket.open(family == plan::Family::v4 ? tcp::v4() : tcp::v6(), error);
  if (!error) socket.native_non_blocking(true, error);
  if (!error) socket.set_option(tcp::no_delay(true), error);
  if (error) return fail_with(std::error_code(error));
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

Task<Status<std::error_code>> TcpStream::write(ByteView bytes) {
  const auto buffer = asio::buffer(bytes.data(), bytes.size());
  const auto [error, written] = co_await asio::async_write(socket_, buffer, as_value);
  co_return status_of(error);
}

Task<Status<std::error_code>> TcpStream::read(std::span<std::uint8_t> bytes) {
  const auto buffer = asio::buffer(bytes.data(), bytes.size());
  const auto [error, got] = co_await asio::async_read(socket_, buffer, as_value);
  co_return status_of(error);
}

}  // namespace tocsin::net
