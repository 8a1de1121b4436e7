// The summaries of a journal's sealed segments, from their sidecars where those can be believed and
// from the segments themselves where not.
//
// What finds a stale or damaged sidecar: its own checksums, the length and the last frame of its
// segment, and the index that the next segment begins with; its spans must then fit those of all
// other segments. A sidecar that passes all that and is wrong is found by check_sidecars().
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "daemon/segments/segment_summary.h"
#include "daemon/segments/summarizer.h"

namespace tocsin::collector {

// Records of one segment: those that it has, or has so far.
struct SegmentRange {
  std::uint64_t first = 0;
  std::uint64_t next = 0;

  bool operator==(const SegmentRange&) const = default;
};

// All segments of a journal but the newest, ascending.
Result<std::vector<SegmentRange>> sealed_segments(durable::FileSystem& files,
                                                  const durable::FileSystem::Path& journal);

// Reads the records themselves.
Result<Summarizer> sum_up(durable::FileSystem& files,
                          const durable::FileSystem::Path& journal,
                          const SegmentRange& segment);

enum class SummaryDepth { front, links };

// Of a sealed segment. Where its sidecar cannot be believed, another is made and written.
Result<SegmentSummary> summary_of(durable::FileSystem& files,
                                  const durable::FileSystem::Path& journal,
                                  const SegmentRange& segment,
                                  SummaryDepth depth);

// Writes the sidecar of a sealed segment that has been summed up to its end.
Status<> seal(durable::FileSystem& files,
              const durable::FileSystem::Path& journal,
              const Summarizer& summed);

// Makes all of them anew; how many there are now.
Result<std::size_t> rewrite_sidecars(durable::FileSystem& files,
                                     const durable::FileSystem::Path& journal);

struct SidecarFindings {
  std::size_t sealed = 0;          // segments
  std::size_t missing = 0;         // of them without a sidecar: the next start makes it
  std::vector<std::string> wrong;  // files that are not what their segments make them, and why
};

// Makes each sidecar anew beside the one that is there, and compares. Reads only.
Result<SidecarFindings> check_sidecars(durable::FileSystem& files,
                                       const durable::FileSystem::Path& journal);

}  // namespace tocsin::collector
