// A TCP segment (RFC 9293) in an Ethernet frame. Pure.
#pragma once

#include <optional>
#include <vector>

#include "tests/lab/wire/ip_packet.h"

namespace tocsin::lab {

struct Segment {
  IpPacket packet;  // `upper` is not looked at
  std::uint16_t from_port = 0;
  Bytes header;  // TCP's, with its options
  Bytes payload;

  plan::Address from() const { return packet.from(); }

  // The same stream in segments of one octet each, as frames in their order. What ends the stream
  // is said by the last.
  std::vector<Bytes> by_octet() const;
};

// Nothing where the frame is anything else, a fragment, or cut short.
std::optional<Segment> segment_from(ByteView frame);

}  // namespace tocsin::lab
