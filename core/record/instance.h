// How a name server instance's own name (NSID, RFC 5001: opaque bytes) is shown: as text where it
// is printable ASCII, as hexadecimal otherwise, so that no server can write into our output.
#pragma once

#include <algorithm>
#include <string>

#include "core/base/bytes.h"
#include "core/base/hex.h"

namespace tocsin::record {

inline std::string instance_text(ByteView nsid) {
  const auto printable = [](std::uint8_t byte) { return byte >= 0x20 && byte <= 0x7e; };
  return std::ranges::all_of(nsid, printable) ? std::string(as_text(nsid)) : to_hex(nsid);
}

}  // namespace tocsin::record
