// Base64 with padding (RFC 4648 section 4), canonical only: one text for one value, so that two
// texts that differ never mean the same signature or hash.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"

namespace tocsin {

std::string to_base64(ByteView bytes);
std::optional<Bytes> from_base64(std::string_view text);

}  // namespace tocsin
