// The bytes of a sidecar's head (docs/formats/sidecar.md). All integers are big endian.
//
//   head  "TOCSINX2" | first (8) | next (8) | segment bytes (8) | last frame at (8)
//         | head of the last frame (28) | part ... | CRC-32C of all before (4)
//   part  bytes (8) | CRC-32C of the part (4)
//
// The parts follow, back to back, to the end of the file. Their number is fixed; another one, or
// other contents of one, are another version and another magic.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/durable/journal_format.h"

namespace tocsin::durable::format {

inline constexpr std::string_view sidecar_magic = "TOCSINX2";
inline constexpr std::string_view sidecar_suffix = ".sidecar";
inline constexpr std::size_t sidecar_parts = 3;
inline constexpr std::size_t sidecar_head_bytes = 40 + frame_header_bytes + sidecar_parts * 12 + 4;

}  // namespace tocsin::durable::format
