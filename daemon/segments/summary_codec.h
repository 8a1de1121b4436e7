// A segment's summary as the three parts of its sidecar (docs/formats/sidecar.md):
//
//   front    all but the next two, as deterministic CBOR; every start reads it
//   links    49 bytes for each admitted batch; a start reads those of the newest segments
//   objects  256 counts, then 16 bytes for each object; read where somebody asks for one
//
// Reading is total over any bytes.
#pragma once

#include <optional>

#include "core/durable/sidecar.h"
#include "daemon/segments/segment_summary.h"

namespace tocsin::collector {

enum SummaryPart : std::size_t { front_part = 0, links_part = 1, objects_part = 2 };

durable::SidecarParts encode(const SegmentSummary& summary);

// Without links and objects.
std::optional<SegmentSummary> decode_front(ByteView front);
// Adds them; false, and nothing is worth reading then, where they are not those of its spans, or
// not as many as its batches.
bool decode_links(ByteView links, SegmentSummary& summary);

// The objects whose digests begin with the byte n are the lines from begin to end, counted from 0,
// each of object_line_bytes behind object_counts_bytes.
inline constexpr std::size_t object_line_bytes = 16;
inline constexpr std::size_t object_counts_bytes = 256 * 4;
struct ObjectLines {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
ObjectLines object_lines(ByteView counts, std::uint8_t n);
std::vector<ObjectPlace> decode_object_lines(ByteView lines);

}  // namespace tocsin::collector
