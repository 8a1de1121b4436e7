#include "tests/lab/wire/datagram.h"

#include <utility>

#include "tests/lab/wire/octets.h"

namespace tocsin::lab {
namespace {

constexpr std::size_t udp_bytes = 8;
constexpr std::size_t checksum_at = 6;

}  // namespace

std::optional<Datagram> datagram_from(ByteView frame) {
  auto packet = packet_from(frame, protocol_udp);
  if (!packet || packet->upper.size() < udp_bytes) return std::nullopt;
  const auto& udp = packet->upper;
  const std::size_t length = be16_at(udp, 4);
  if (length < udp_bytes || udp.size() < length) return std::nullopt;
  Datagram datagram{
      .packet = {},
      .from_port = be16_at(udp, 0),
      .to_port = be16_at(udp, 2),
      .payload = Bytes(udp.begin() + udp_bytes, udp.begin() + static_cast<std::ptrdiff_t>(length))};
  datagram.packet = std::move(*packet);
  return datagram;
}

Datagram Datagram::turned() const {
  return {
      .packet = packet.turned(), .from_port = to_port, .to_port = from_port, .payload = payload};
}

Bytes Datagram::frame() const {
  auto whole = packet;
  whole.upper.clear();
  append_be16(whole.upper, from_port);
  append_be16(whole.upper, to_port);
  append_be16(whole.upper, static_cast<std::uint16_t>(udp_bytes + payload.size()));
  append_be16(whole.upper, 0);
  append(whole.upper, payload);
  return whole.frame(checksum_at);
}

}  // namespace tocsin::lab
