// What a root zone may be at most. The zone of 2026 has 1.3 MB of wire data, 25,000 records and at
// most 13 records in an RRset that is not of signatures.
#pragma once

#include <cstddef>

namespace tocsin::zone {

inline constexpr std::size_t zone_octets_max = 32ULL * 1024 * 1024;  // as text or as records
inline constexpr std::size_t zone_records_max = 250'000;
inline constexpr std::size_t rrset_records_max = 256;
inline constexpr std::size_t anchors_octets_max = 64ULL * 1024;
inline constexpr std::size_t anchors_max = 64;

}  // namespace tocsin::zone
