#include "tests/unit/probes/clock/time_peer.h"

#include <array>
#include <boost/asio/use_awaitable.hpp>

#include "probes/clock/chrony_tracking.h"
#include "probes/clock/ntp_packet.h"

namespace tocsin::probe {
namespace {

namespace asio = boost::asio;
using asio::ip::udp;

udp::endpoint loopback() {
  return {asio::ip::address_v4::loopback(), 0};
}

Bytes header(std::uint8_t stratum, std::string_view reference, ByteView question) {
  Bytes out{0x24, stratum, 6, 0xe8};  // version 4, a server; precision 2^-24 s
  out.resize(12);
  append(out, as_bytes(reference));
  append_be64(out, 0);
  append(out, question.subspan(40, 8));
  return out;
}

}  // namespace

TimeReply time_ahead(const Clock& clock, Duration ahead) {
  return [&clock, ahead](ByteView question) {
    auto out = header(2, "TEST", question);
    append_be64(out, to_ntp(clock.wall() + ahead));
    append_be64(out, to_ntp(clock.wall() + ahead));
    const auto reference = to_ntp(clock.wall() + ahead - std::chrono::minutes(1));
    for (std::size_t i = 0; i < 8; ++i) {
      out[16 + i] = static_cast<std::uint8_t>(reference >> (56 - 8 * i));
    }
    return out;
  };
}

TimeReply with_octet(std::size_t at, std::uint8_t value, TimeReply reply) {
  return [=](ByteView question) {
    auto out = reply(question);
    out.at(at) = value;
    return out;
  };
}

TimeReply kiss(std::string_view code) {
  return [code](ByteView question) {
    auto out = header(0, code, question);
    out.resize(ntp_octets);
    return out;
  };
}

TimeReply cut(std::size_t size, TimeReply reply) {
  return [=](ByteView question) {
    auto out = reply(question);
    out.resize(size);
    return out;
  };
}

TimeReply chrony_report() {
  return [](ByteView question) {
    Bytes out{6, 2, 0, 0, 0, 33, 0, 5};
    out.resize(16);
    append(out, question.subspan(8, 4));  // the sequence
    out.resize(28);
    append(out, as_bytes("TEST"));
    out.resize(96);
    append_be32(out, (1U << 25U) | 0x00ff'ffffU);  // 2^1 * (2^24 - 1) / 2^25
    out.resize(104);
    return out;
  };
}

TimePeer::TimePeer(const asio::any_io_executor& executor)
    : socket_(executor, loopback()), other_port_(executor, loopback()) {}

net::SocketAddress TimePeer::address() const {
  const auto at = socket_.local_endpoint();
  return {.address = net::from_asio(at.address()), .port = at.port()};
}

TimePeer& TimePeer::reply_with(TimeReply reply) {
  steps_.push_back({std::move(reply), &socket_});
  return *this;
}

TimePeer& TimePeer::reply_from_another_port(TimeReply reply) {
  steps_.push_back({std::move(reply), &other_port_});
  return *this;
}

net::Task<> TimePeer::serve() {
  std::array<std::uint8_t, 1024> buffer{};
  for (;;) {
    udp::endpoint client;
    const auto room = asio::buffer(buffer);
    const auto size = co_await socket_.async_receive_from(room, client, asio::use_awaitable);
    ++questions_;
    for (const auto& step : steps_) {
      const auto reply = step.reply(ByteView(buffer).first(size));
      boost::system::error_code gone;
      step.from->send_to(asio::buffer(reply), client, 0, gone);
    }
  }
}

}  // namespace tocsin::probe
