#include "tests/lab/wire/datagram.h"

#include <algorithm>

namespace tocsin::lab {
namespace {

using plan::Address;
using plan::Family;

constexpr std::size_t link_bytes = 14;
constexpr std::size_t ipv4_bytes = 20;  // without options: we send none
constexpr std::size_t ipv6_bytes = 40;
constexpr std::size_t udp_bytes = 8;
constexpr std::uint16_t ethertype_ipv4 = 0x0800;
constexpr std::uint16_t ethertype_ipv6 = 0x86dd;
constexpr std::uint8_t protocol_udp = 17;

std::uint16_t be16(ByteView bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

void put_be16(Bytes& bytes, std::size_t at, std::size_t value) {
  bytes[at] = static_cast<std::uint8_t>(value >> 8);
  bytes[at + 1] = static_cast<std::uint8_t>(value);
}

bool is_ipv4(ByteView ip) {
  return ip[0] >> 4 == 4;
}

// RFC 1071, of what was added up so far.
std::uint32_t add_up(std::uint32_t sum, ByteView bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    sum += i % 2 == 0 ? static_cast<std::uint32_t>(bytes[i]) << 8 : bytes[i];
    sum = (sum & 0xffff) + (sum >> 16);
  }
  return sum;
}

std::uint16_t checksum(std::uint32_t sum) {
  return static_cast<std::uint16_t>(~sum);
}

ByteView addresses(ByteView ip) {
  return is_ipv4(ip) ? ip.subspan(12, 8) : ip.subspan(8, 32);
}

Address address_at(ByteView ip, std::size_t which) {
  const auto both = addresses(ip);
  const auto size = both.size() / 2;
  Address address{.family = is_ipv4(ip) ? Family::v4 : Family::v6};
  std::ranges::copy(both.subspan(which * size, size), address.bytes.begin());
  return address;
}

std::optional<std::size_t> ip_bytes_of(ByteView frame) {
  if (frame.size() < link_bytes + ipv4_bytes) return std::nullopt;
  const auto ip = frame.subspan(link_bytes);
  const bool plain_ipv4 = be16(frame, 12) == ethertype_ipv4 && ip[0] == 0x45 &&
                          ip[9] == protocol_udp && (be16(ip, 6) & 0x3fff) == 0;
  if (plain_ipv4) return ipv4_bytes;
  const bool plain_ipv6 =
      be16(frame, 12) == ethertype_ipv6 && ip.size() >= ipv6_bytes && ip[6] == protocol_udp;
  if (plain_ipv6) return ipv6_bytes;
  return std::nullopt;
}

Bytes slice(ByteView bytes, std::size_t at, std::size_t count) {
  const auto part = bytes.subspan(at, count);
  return {part.begin(), part.end()};
}

}  // namespace

std::optional<Datagram> datagram_from(ByteView frame) {
  const auto ip_bytes = ip_bytes_of(frame);
  if (!ip_bytes) return std::nullopt;
  const auto udp_at = link_bytes + *ip_bytes;
  if (frame.size() < udp_at + udp_bytes) return std::nullopt;
  const auto length = be16(frame, udp_at + 4);
  if (length < udp_bytes || frame.size() < udp_at + length) return std::nullopt;
  return Datagram{.link = slice(frame, 0, link_bytes),
                  .ip = slice(frame, link_bytes, *ip_bytes),
                  .from_port = be16(frame, udp_at),
                  .to_port = be16(frame, udp_at + 2),
                  .payload = slice(frame, udp_at + udp_bytes, length - udp_bytes)};
}

Address Datagram::from() const {
  return address_at(ip, 0);
}

Address Datagram::to() const {
  return address_at(ip, 1);
}

Datagram Datagram::turned() const {
  Datagram other = *this;
  std::swap_ranges(other.link.begin(), other.link.begin() + 6, other.link.begin() + 6);
  const auto at = static_cast<std::ptrdiff_t>(is_ipv4(ip) ? 12 : 8);
  const auto size = static_cast<std::ptrdiff_t>(is_ipv4(ip) ? 4 : 16);
  std::swap_ranges(
      other.ip.begin() + at, other.ip.begin() + at + size, other.ip.begin() + at + size);
  std::swap(other.from_port, other.to_port);
  return other;
}

Bytes Datagram::frame() const {
  Bytes udp;
  append_be16(udp, from_port);
  append_be16(udp, to_port);
  append_be16(udp, static_cast<std::uint16_t>(udp_bytes + payload.size()));
  append_be16(udp, 0);
  append(udp, payload);
  auto head = ip;
  if (is_ipv4(head)) {
    put_be16(head, 2, ipv4_bytes + udp.size());
    put_be16(head, 10, 0);
    put_be16(head, 10, checksum(add_up(0, head)));
  } else {
    put_be16(head, 4, udp.size());
  }
  auto sum = add_up(0, addresses(head));
  sum = add_up(sum + protocol_udp + static_cast<std::uint32_t>(udp.size()), udp);
  const auto check = checksum(sum);
  put_be16(udp, 6, check == 0 ? 0xffff : check);
  Bytes all = link;
  append(all, head);
  append(all, udp);
  return all;
}

}  // namespace tocsin::lab
