// Two octets in the order of the network, in the middle of others. The caller knows that they are
// there.
#pragma once

#include "core/base/bytes.h"

namespace tocsin::lab {

inline std::uint16_t be16_at(ByteView bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

inline void put_be16(Bytes& bytes, std::size_t at, std::size_t value) {
  bytes[at] = static_cast<std::uint8_t>(value >> 8);
  bytes[at + 1] = static_cast<std::uint8_t>(value);
}

}  // namespace tocsin::lab
