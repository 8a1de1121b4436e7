// A UDP datagram in an Ethernet frame, taken apart and put together again around another payload,
// its lengths and checksums true. Pure. IPv4 (RFC 791), IPv6 without extension headers (RFC 8200),
// UDP (RFC 768).
#pragma once

#include <optional>

#include "core/base/bytes.h"
#include "core/plan/target.h"

namespace tocsin::lab {

struct Datagram {
  Bytes link;  // the Ethernet header
  Bytes ip;    // the IP header
  std::uint16_t from_port = 0;
  std::uint16_t to_port = 0;
  Bytes payload;

  plan::Address from() const;
  plan::Address to() const;

  // The same the other way round, as whoever stands on the way sends an answer.
  Datagram turned() const;

  Bytes frame() const;
};

// Nothing where the frame is anything else, a fragment, or cut short.
std::optional<Datagram> datagram_from(ByteView frame);

}  // namespace tocsin::lab
