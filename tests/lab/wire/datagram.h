// A UDP datagram (RFC 768) in an Ethernet frame, taken apart and put together again around another
// payload. Pure.
#pragma once

#include <optional>

#include "tests/lab/wire/ip_packet.h"

namespace tocsin::lab {

struct Datagram {
  IpPacket packet;  // `upper` is not looked at
  std::uint16_t from_port = 0;
  std::uint16_t to_port = 0;
  Bytes payload;

  plan::Address from() const { return packet.from(); }
  plan::Address to() const { return packet.to(); }

  // The same the other way round, as whoever stands on the way sends an answer.
  Datagram turned() const;

  Bytes frame() const;
};

// Nothing where the frame is anything else, a fragment, or cut short.
std::optional<Datagram> datagram_from(ByteView frame);

}  // namespace tocsin::lab
