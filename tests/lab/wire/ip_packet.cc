#include "tests/lab/wire/ip_packet.h"

#include <algorithm>

#include "tests/lab/wire/octets.h"

namespace tocsin::lab {
namespace {

using plan::Address;
using plan::Family;

constexpr std::size_t link_bytes = 14;
constexpr std::size_t ipv4_bytes = 20;  // without options: we send none
constexpr std::size_t ipv6_bytes = 40;
constexpr std::uint16_t ethertype_ipv4 = 0x0800;
constexpr std::uint16_t ethertype_ipv6 = 0x86dd;

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

// Of the IP header, and of what it says to be behind it.
struct Sizes {
  std::size_t header;
  std::size_t upper;
};

std::optional<Sizes> sizes_of(ByteView frame, std::uint8_t protocol) {
  if (frame.size() < link_bytes + ipv4_bytes) return std::nullopt;
  const auto ip = frame.subspan(link_bytes);
  const bool plain_ipv4 = be16_at(frame, 12) == ethertype_ipv4 && ip[0] == 0x45 &&
                          ip[9] == protocol && (be16_at(ip, 6) & 0x3fff) == 0;
  if (plain_ipv4) {
    const auto all = std::max<std::size_t>(be16_at(ip, 2), ipv4_bytes);
    return Sizes{ipv4_bytes, all - ipv4_bytes};
  }
  const bool plain_ipv6 = be16_at(frame, 12) == ethertype_ipv6 && ip.size() >= ipv6_bytes &&
                          ip[0] >> 4 == 6 && ip[6] == protocol;
  if (plain_ipv6) return Sizes{ipv6_bytes, be16_at(ip, 4)};
  return std::nullopt;
}

}  // namespace

std::optional<IpPacket> packet_from(ByteView frame, std::uint8_t protocol) {
  const auto sizes = sizes_of(frame, protocol);
  if (!sizes || frame.size() < link_bytes + sizes->header + sizes->upper) return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t count) {
    const auto view = frame.subspan(at, count);
    return Bytes(view.begin(), view.end());
  };
  return IpPacket{.link = part(0, link_bytes),
                  .ip = part(link_bytes, sizes->header),
                  .upper = part(link_bytes + sizes->header, sizes->upper)};
}

Address IpPacket::from() const {
  return address_at(ip, 0);
}

Address IpPacket::to() const {
  return address_at(ip, 1);
}

IpPacket IpPacket::turned() const {
  auto other = *this;
  std::swap_ranges(other.link.begin(), other.link.begin() + 6, other.link.begin() + 6);
  const auto at = static_cast<std::ptrdiff_t>(is_ipv4(ip) ? 12 : 8);
  const auto size = static_cast<std::ptrdiff_t>(is_ipv4(ip) ? 4 : 16);
  std::swap_ranges(
      other.ip.begin() + at, other.ip.begin() + at + size, other.ip.begin() + at + size);
  return other;
}

Bytes IpPacket::frame(std::size_t checksum_at) const {
  auto head = ip;
  const std::uint8_t protocol = is_ipv4(head) ? head[9] : head[6];
  if (is_ipv4(head)) {
    put_be16(head, 2, ipv4_bytes + upper.size());
    put_be16(head, 10, 0);
    put_be16(head, 10, checksum(add_up(0, head)));
  } else {
    put_be16(head, 4, upper.size());
  }
  auto body = upper;
  put_be16(body, checksum_at, 0);
  auto sum = add_up(0, addresses(head));
  sum = add_up(sum + protocol + static_cast<std::uint32_t>(body.size()), body);
  const auto check = checksum(sum);
  // UDP's zero means "no checksum" (RFC 768); for TCP the two are equal.
  put_be16(body, checksum_at, check == 0 ? 0xffff : check);
  Bytes all = link;
  append(all, head);
  append(all, body);
  return all;
}

}  // namespace tocsin::lab
