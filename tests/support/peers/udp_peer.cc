#include "tests/support/peers/udp_peer.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/base/check.h"
#include "core/dns/reply.h"

namespace tocsin::test {

namespace asio = boost::asio;
using asio::ip::udp;

namespace {

udp::endpoint loopback(plan::Family family) {
  if (family == plan::Family::v4) return {asio::ip::address_v4::loopback(), 0};
  return {asio::ip::address_v6::loopback(), 0};
}

}  // namespace

UdpPeer::UdpPeer(const asio::any_io_executor& executor, plan::Family family)
    : socket_(executor, loopback(family)), other_port_(executor, loopback(family)) {}

net::SocketAddress UdpPeer::address() const {
  const auto at = socket_.local_endpoint();
  return {.address = net::from_asio(at.address()), .port = at.port()};
}

UdpPeer& UdpPeer::expect(std::string_view name) {
  expected_ = dns::Name::from_text(name).value();
  return *this;
}

UdpPeer& UdpPeer::reply_with(Answer answer) {
  steps_.push_back({std::move(answer), std::exchange(pause_, {}), &socket_});
  return *this;
}

UdpPeer& UdpPeer::after(Duration pause) {
  pause_ = pause;
  return *this;
}

UdpPeer& UdpPeer::reply_from_another_port(Answer answer) {
  steps_.push_back({std::move(answer), std::exchange(pause_, {}), &other_port_});
  return *this;
}

net::Task<> UdpPeer::serve() {
  Bytes buffer(65535);
  for (;;) {
    udp::endpoint client;
    const auto room = asio::buffer(buffer);
    const auto size = co_await socket_.async_receive_from(room, client, asio::use_awaitable);
    const Bytes query(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size));
    note(query, client);
    for (const auto& step : steps_) {
      asio::steady_timer timer(socket_.get_executor(), step.pause);
      if (step.pause > Duration::zero()) co_await timer.async_wait(asio::use_awaitable);
      const auto reply = step.answer(query);
      boost::system::error_code gone;  // a client may have left after an earlier reply
      step.from->send_to(asio::buffer(reply), client, 0, gone);
    }
  }
}

void UdpPeer::note(ByteView query, const udp::endpoint& from) {
  const auto parsed = dns::parse_reply(query);
  check(parsed.has_value(), "a query is a DNS message");
  const auto question = parsed->question();
  check(!expected_ || (question && dns::same_name(question->name, *expected_)),
        "the query is the one that the script expects");
  ids_.push_back(parsed->id());
  ports_.push_back(from.port());
  names_.push_back(question ? question->name.to_text() : "");
}

}  // namespace tocsin::test
