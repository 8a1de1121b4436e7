// Bytes that a disk may have damaged: a magic that says what they are, and a checksum.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/bytes.h"

namespace tocsin::probe {

Bytes with_check(std::string_view magic, ByteView body);

// The body; nothing where magic or checksum are not right.
std::optional<ByteView> checked_body(std::string_view magic, ByteView bytes);

}  // namespace tocsin::probe
