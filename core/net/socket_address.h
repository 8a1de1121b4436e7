// An address and a port, as the kernel and Asio want them.
#pragma once

#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "core/plan/target.h"

namespace tocsin::net {

struct SocketAddress {
  plan::Address address;
  std::uint16_t port = 0;

  auto operator<=>(const SocketAddress&) const = default;
};

// "193.0.14.129:53", "[2001:7fd::1]:53".
std::string to_text(const SocketAddress& address);

// A sockaddr with its length, for system calls.
struct RawAddress {
  sockaddr_storage storage{};
  socklen_t size = sizeof(sockaddr_storage);

  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

RawAddress to_raw(const SocketAddress& address);

// Nothing for a family other than IPv4 and IPv6. An IPv4 address mapped into IPv6 becomes IPv4.
std::optional<SocketAddress> from_raw(const RawAddress& raw);

boost::asio::ip::address to_asio(const plan::Address& address);
boost::asio::ip::tcp::endpoint to_tcp_endpoint(const SocketAddress& address);
plan::Address from_asio(const boost::asio::ip::address& address);

// What getsockname says; nothing where the socket is not bound.
std::optional<SocketAddress> local_address(int socket);

}  // namespace tocsin::net
