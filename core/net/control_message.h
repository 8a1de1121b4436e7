// The kernel's remarks on a received message (cmsg(3)): stamps and errors.
#pragma once

// errqueue.h uses timespec without declaring it.
#include <ctime>
//
#include <linux/errqueue.h>
#include <sys/socket.h>

#include <optional>

#include "core/base/time.h"
#include "core/net/socket_address.h"

namespace tocsin::net {

struct ControlMessages {
  std::optional<WallTime> stamp;           // SCM_TIMESTAMPING, software
  std::optional<sock_extended_err> error;  // IP_RECVERR, IPV6_RECVERR
  std::optional<plan::Address> offender;   // who sent the ICMP message
  std::optional<std::uint8_t> hop_limit;   // IP_TTL, IPV6_HOPLIMIT: what it arrived with
};

ControlMessages read_control(msghdr& message);

// Enough for everything that ControlMessages holds.
inline constexpr std::size_t control_octets = 512;

}  // namespace tocsin::net
