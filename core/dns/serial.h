// Serial number arithmetic (RFC 1982 section 3.2).
#pragma once

#include <cstdint>

namespace tocsin::dns {

constexpr bool is_newer(std::uint32_t serial, std::uint32_t than) {
  return serial != than && serial - than < 0x8000'0000U;
}

}  // namespace tocsin::dns
