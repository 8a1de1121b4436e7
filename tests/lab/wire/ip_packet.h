// An IP packet in an Ethernet frame, taken apart and put together again with its lengths and
// checksums true. Pure. IPv4 without options (RFC 791), IPv6 without extension headers (RFC 8200).
#pragma once

#include <optional>

#include "core/base/bytes.h"
#include "core/plan/target.h"

namespace tocsin::lab {

inline constexpr std::uint8_t protocol_tcp = 6;
inline constexpr std::uint8_t protocol_udp = 17;

struct IpPacket {
  Bytes link;   // the Ethernet header
  Bytes ip;     // the IP header
  Bytes upper;  // all behind it

  plan::Address from() const;
  plan::Address to() const;

  // From its receiver to its sender.
  IpPacket turned() const;

  // `checksum_at`: where in `upper` its own checksum stands, by TCP's and UDP's common rule.
  Bytes frame(std::size_t checksum_at) const;
};

// Nothing where the frame is of another protocol, a fragment, or cut short.
std::optional<IpPacket> packet_from(ByteView frame, std::uint8_t protocol);

}  // namespace tocsin::lab
