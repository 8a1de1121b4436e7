// What a UDP socket has to tell, in the order in which the kernel tells it.
#pragma once

#include <cstdint>
#include <optional>
#include <system_error>
#include <variant>

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/net/socket_address.h"

namespace tocsin::net {

// One datagram; its bytes lie in the caller's buffer. The stamp is the kernel's, CLOCK_REALTIME.
struct Datagram {
  ByteView bytes;
  SocketAddress from;
  std::optional<WallTime> stamp;
  std::optional<std::uint8_t> hop_limit;  // what it arrived with
};

// An ICMP message about a datagram of ours, or the same said by our own host's routing.
struct IcmpReport {
  std::error_code
      error;  // ECONNREFUSED for port unreachable, EHOSTUNREACH, ENETUNREACH, EMSGSIZE ...
  std::optional<SocketAddress> sent_to;  // where our datagram was to go
  std::optional<plan::Address> from;     // who says so; nothing where it is our own host
  std::uint8_t type = 0;                 // of the ICMP message, and zero where it is our own host
  std::uint8_t code = 0;
  ByteView quoted = {};  // what comes back of our datagram's own octets; in the caller's buffer
};

// When a datagram of ours left, CLOCK_REALTIME. `number` counts this socket's datagrams from 0.
struct TransmitStamp {
  WallTime at;
  std::uint32_t number = 0;
};

using UdpEvent = std::variant<Datagram, IcmpReport, TransmitStamp>;

}  // namespace tocsin::net
