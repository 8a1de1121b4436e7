#include "tests/support/peers/tcp_peer.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "core/dns/framed.h"

namespace tocsin::test {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Socket = tcp::socket;

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);

// A client that has gone is none of the peer's business.
net::Task<> write(Socket& socket, Bytes bytes) {
  const auto buffer = asio::buffer(bytes);
  co_await asio::async_write(socket, buffer, as_value);
}

net::Task<> write_slowly(Socket& socket, Duration pause, Bytes bytes) {
  for (const auto octet : bytes) {
    asio::steady_timer timer(socket.get_executor(), pause);
    co_await timer.async_wait(asio::use_awaitable);
    co_await write(socket, Bytes(1, octet));
  }
}

net::Task<> wait_for_ever(Socket& socket) {
  asio::steady_timer timer(socket.get_executor(), std::chrono::hours(1));
  co_await timer.async_wait(asio::use_awaitable);
}

net::Task<> close_now(Socket& socket) {
  socket.close();
  co_return;
}

// With a linger of zero, closing sends RST.
net::Task<> reset_now(Socket& socket) {
  socket.set_option(asio::socket_base::linger(true, 0));
  socket.close();
  co_return;
}

}  // namespace

TcpPeer::TcpPeer(const asio::any_io_executor& executor) : TcpPeer(executor, 0) {}

TcpPeer::TcpPeer(const asio::any_io_executor& executor, std::uint16_t port)
    : acceptor_(executor, tcp::endpoint(asio::ip::address_v4::loopback(), port)) {}

net::SocketAddress TcpPeer::address() const {
  const auto at = acceptor_.local_endpoint();
  return {.address = net::from_asio(at.address()), .port = at.port()};
}

TcpPeer& TcpPeer::then(Step step) {
  steps_.push_back(std::move(step));
  return *this;
}

TcpPeer& TcpPeer::send(Answer answer) {
  return then([answer = std::move(answer)](Socket& socket, const Bytes& query) {
    return write(socket, dns::framed(answer(query)));
  });
}

TcpPeer& TcpPeer::send_first(std::size_t octets, Answer answer) {
  return then([octets, answer = std::move(answer)](Socket& socket, const Bytes& query) {
    auto all = dns::framed(answer(query));
    all.resize(octets);
    return write(socket, std::move(all));
  });
}

TcpPeer& TcpPeer::drip(Duration pause, Answer answer) {
  return then([pause, answer = std::move(answer)](Socket& socket, const Bytes& query) {
    return write_slowly(socket, pause, dns::framed(answer(query)));
  });
}

TcpPeer& TcpPeer::announce(std::uint16_t length) {
  return then([length](Socket& socket, const Bytes&) {
    Bytes prefix;
    append_be16(prefix, length);
    return write(socket, std::move(prefix));
  });
}

TcpPeer& TcpPeer::close() {
  return then([](Socket& socket, const Bytes&) { return close_now(socket); });
}

TcpPeer& TcpPeer::reset() {
  return then([](Socket& socket, const Bytes&) { return reset_now(socket); });
}

TcpPeer& TcpPeer::hold() {
  return then([](Socket& socket, const Bytes&) { return wait_for_ever(socket); });
}

net::Task<> TcpPeer::serve() {
  for (;;) {
    auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
    co_await converse(std::move(socket));
  }
}

net::Task<> TcpPeer::converse(Socket socket) {
  Bytes prefix(2);
  const auto prefix_buffer = asio::buffer(prefix);
  co_await asio::async_read(socket, prefix_buffer, as_value);
  Bytes query(*Cursor(prefix).take_be16());
  const auto query_buffer = asio::buffer(query);
  co_await asio::async_read(socket, query_buffer, as_value);
  for (const auto& step : steps_) co_await step(socket, query);
}

}  // namespace tocsin::test
