// An address as what lots are drawn from: its family, and its sixteen octets.
#pragma once

#include "core/base/bytes.h"
#include "core/plan/target.h"

namespace tocsin::probe {

inline Bytes bytes_of(const plan::Address& address) {
  Bytes bytes{static_cast<std::uint8_t>(address.family)};
  append(bytes, address.bytes);
  return bytes;
}

}  // namespace tocsin::probe
