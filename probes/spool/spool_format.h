// The bytes of a spool's files (docs/formats/spool.md). Both kinds are
//
//   magic (8) | CRC-32C of what follows (4, big endian) | one item of deterministic CBOR
#pragma once

#include <cstdint>
#include <string_view>

namespace tocsin::probe::format {

inline constexpr std::string_view batch_magic = "TOCSINB1";
inline constexpr std::string_view state_magic = "TOCSINS1";

inline constexpr std::string_view state_name = "state";
inline constexpr std::string_view batch_suffix = ".batch";
inline constexpr std::string_view problem_suffix = ".problem";
inline constexpr std::string_view when_suffix = ".when";

// What a reader accepts; a writer stays far below.
inline constexpr std::size_t batch_file_bytes_max = 32 * 1024 * 1024;
inline constexpr std::size_t envelope_bytes_max = 65'535;
inline constexpr std::size_t state_file_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t state_ranges_max = 4 * 1024 * 1024;
inline constexpr std::size_t taken_max = 1024;
inline constexpr std::size_t collectors_max = 64;
inline constexpr std::size_t collector_name_bytes_max = 64;
inline constexpr std::size_t batch_gaps_max = 256;

}  // namespace tocsin::probe::format
