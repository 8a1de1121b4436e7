// The bytes of a journal segment (docs/formats/journal.md). All integers are big endian.
//
//   segment  "TOCSINJ1" | first index (8) | frame ...
//   frame    "TFRM" | payload length (4) | index (8) | durable below (8) | CRC-32C (4) | payload
//
// The checksum covers the frame without "TFRM" and without itself. "durable below" says which
// indices had been synced when the frame was written: a bad frame that a later one calls durable is
// corrupt, any other is the torn tail of a write that nobody was told about.
#pragma once

#include <cstdint>
#include <string_view>

namespace tocsin::durable::format {

inline constexpr std::string_view segment_magic = "TOCSINJ1";
inline constexpr std::size_t segment_header_bytes = 16;
inline constexpr std::string_view frame_magic = "TFRM";
inline constexpr std::size_t frame_header_bytes = 28;
inline constexpr std::size_t frame_payload_bytes_max = 64 * 1024 * 1024;

inline constexpr std::string_view segment_suffix = ".journal";

}  // namespace tocsin::durable::format
