// A message as it goes over TCP: behind two octets of its length (RFC 1035 section 4.2.2).
#pragma once

#include "core/base/bytes.h"

namespace tocsin::dns {

// The message has at most 65,535 octets.
inline Bytes framed(ByteView message) {
  Bytes out;
  append_be16(out, static_cast<std::uint16_t>(message.size()));
  append(out, message);
  return out;
}

}  // namespace tocsin::dns
