#include "core/net/socket_address.h"

#include <netinet/in.h>

#include <algorithm>
#include <cstring>

namespace tocsin::net {
namespace {

namespace ip = boost::asio::ip;

constexpr std::size_t v4_octets = 4;

}  // namespace

std::string to_text(const SocketAddress& address) {
  const auto text = plan::to_text(address.address);
  const bool v4 = address.address.family == plan::Family::v4;
  return (v4 ? text : "[" + text + "]") + ":" + std::to_string(address.port);
}

RawAddress to_raw(const SocketAddress& address) {
  RawAddress raw;
  if (address.address.family == plan::Family::v4) {
    sockaddr_in v4{
        .sin_family = AF_INET, .sin_port = htons(address.port), .sin_addr{}, .sin_zero{}};
    std::memcpy(&v4.sin_addr, address.address.bytes.data(), v4_octets);
    std::memcpy(&raw.storage, &v4, sizeof v4);
    raw.size = sizeof v4;
    return raw;
  }
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(address.port);
  std::memcpy(&v6.sin6_addr, address.address.bytes.data(), sizeof v6.sin6_addr);
  std::memcpy(&raw.storage, &v6, sizeof v6);
  raw.size = sizeof v6;
  return raw;
}

std::optional<SocketAddress> from_raw(const RawAddress& raw) {
  if (raw.storage.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &raw.storage, sizeof v4);
    SocketAddress address{.address = {.family = plan::Family::v4}, .port = ntohs(v4.sin_port)};
    std::memcpy(address.address.bytes.data(), &v4.sin_addr, v4_octets);
    return address;
  }
  if (raw.storage.ss_family != AF_INET6) return std::nullopt;
  sockaddr_in6 v6{};
  std::memcpy(&v6, &raw.storage, sizeof v6);
  ip::address_v6::bytes_type bytes{};
  std::memcpy(bytes.data(), &v6.sin6_addr, sizeof v6.sin6_addr);
  return SocketAddress{.address = from_asio(ip::address_v6(bytes)), .port = ntohs(v6.sin6_port)};
}

ip::address to_asio(const plan::Address& address) {
  if (address.family == plan::Family::v6) return ip::address_v6(address.bytes);
  ip::address_v4::bytes_type bytes{};
  std::copy_n(address.bytes.begin(), v4_octets, bytes.begin());
  return ip::address_v4(bytes);
}

ip::tcp::endpoint to_tcp_endpoint(const SocketAddress& address) {
  return {to_asio(address.address), address.port};
}

plan::Address from_asio(const ip::address& address) {
  if (address.is_v6() && !address.to_v6().is_v4_mapped()) {
    return plan::Address{.family = plan::Family::v6, .bytes = address.to_v6().to_bytes()};
  }
  const auto v4 =
      address.is_v4() ? address.to_v4() : ip::make_address_v4(ip::v4_mapped, address.to_v6());
  plan::Address plain{.family = plan::Family::v4};
  std::ranges::copy(v4.to_bytes(), plain.bytes.begin());
  return plain;
}

std::optional<SocketAddress> local_address(int socket) {
  RawAddress raw;
  if (getsockname(socket, raw.get(), &raw.size) != 0) return std::nullopt;
  return from_raw(raw);
}

}  // namespace tocsin::net
