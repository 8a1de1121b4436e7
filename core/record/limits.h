// The limits of the formats in this folder. A writer stays below them; a reader refuses what is
// above.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/time.h"

namespace tocsin::record {

// Envelope. 65,535 bytes would still fit a log entry; nothing that a probe says needs as many.
inline constexpr std::size_t signed_envelope_bytes_max = 16'384;
inline constexpr std::size_t software_bytes_max = 64;
inline constexpr std::size_t plan_name_bytes_max = 32;
inline constexpr std::size_t origin_bytes_max = 128;
inline constexpr std::size_t gaps_max = 256;
inline constexpr std::size_t checkpoints_max = 8;

// Payload.
inline constexpr std::size_t measurements_max = 65'536;
inline constexpr std::size_t payload_plain_bytes_max = 16ULL * 1024 * 1024;
inline constexpr std::size_t payload_bytes_max = payload_plain_bytes_max;
inline constexpr std::size_t objects_max = 16;
inline constexpr std::size_t object_bytes_max = 4ULL * 1024 * 1024;
// Each is of one batch's queries, or of the batches just before it.
inline constexpr std::size_t secrets_max = 64;
inline constexpr Duration rtt_max = std::chrono::hours{1};
// Of the times at which strays arrived.
inline constexpr Duration stray_after_resolution = std::chrono::microseconds{1};
// Of all traces of a payload together, and of one hop.
inline constexpr std::size_t trace_queries_max = 65'536;
inline constexpr std::uint8_t per_hop_max = 16;
inline constexpr std::size_t lookups_max = 65'536;

// Plan.
inline constexpr std::size_t measures_max = 16;

// What a collector's log says to probes.
inline constexpr std::size_t offered_entries_max = 256;
inline constexpr std::size_t offered_entry_bytes_max = 16'384;
inline constexpr std::size_t offered_object_bytes_max = 16'384;
inline constexpr std::size_t offered_proof_bytes_max = 16'384;
inline constexpr std::size_t opt_out_addresses_max = 256;

// Zone version.
inline constexpr std::size_t zone_fault_bytes_max = 400;

// Target set.
inline constexpr std::size_t endpoints_max = 65'536;
inline constexpr std::size_t name_bytes_max = 1'024;  // of a domain name as text, escapes included

// Statements.
inline constexpr std::size_t statement_bytes_max = 4'096;
inline constexpr std::size_t network_name_bytes_max = 128;
inline constexpr std::size_t probe_name_bytes_max = 64;
inline constexpr std::size_t annotation_probes_max = 64;
inline constexpr std::size_t annotation_letters_max = 26;
inline constexpr std::size_t annotation_why_bytes_max = 1'024;

}  // namespace tocsin::record
