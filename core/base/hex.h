// Lower-case hexadecimal (RFC 4648 section 8), strict: an even number of digits and nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"

namespace tocsin {

std::string to_hex(ByteView bytes);
std::optional<Bytes> from_hex(std::string_view text);

}  // namespace tocsin
