// Label values from bytes that others chose. Whatever comes out is short, well-formed UTF-8 without
// control characters; two different values may become one only where both are longer than that.
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.h"

namespace tocsin::collector {

inline constexpr std::size_t label_bytes_max = 64;

// An NSID (RFC 5001: opaque). Printable ASCII as it is, anything else as "0x6b31"; both cut to 64
// characters.
std::string instance_label(ByteView nsid);

// A name that may be in any language, cut to 64 bytes between characters; not well-formed UTF-8 or
// with control characters: as hex.
std::string name_label(std::string_view name, std::size_t bytes_max = label_bytes_max);

}  // namespace tocsin::collector
