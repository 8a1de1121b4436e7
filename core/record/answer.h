// What a matching reply says, skimmed from it, so that a reader of figures need not unpack replies.
// Measurements with equal answers share one.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "core/base/bytes.h"

namespace tocsin::record {

// Payloads hold at most this much of a name server identifier.
inline constexpr std::size_t nsid_bytes_max = 512;

struct Answer {
  std::uint32_t reply = 0;              // index into Payload::replies
  std::uint16_t flags = 0;              // the second 16 bits of the DNS header, as received
  std::uint16_t rcode = 0;              // with the upper bits of EDNS
  std::optional<std::uint32_t> serial;  // of the SOA in the answer section
  std::optional<Bytes> nsid;            // RFC 5001, opaque; empty is not the same as absent

  auto operator<=>(const Answer&) const = default;
};

}  // namespace tocsin::record
