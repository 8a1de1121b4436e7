// The kernel's name for this boot: monotonic times compare only where it is the same.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace tocsin::system {

// From /proc/sys/kernel/random/boot_id.
Result<ByteArray<16>> boot_id();

// "6ad2b9f1-7c5e-4a6d-8a8e-0f3a2b1c0d9e", with or without a newline; anything else is nothing.
std::optional<ByteArray<16>> boot_id_from(std::string_view text);

}  // namespace tocsin::system
