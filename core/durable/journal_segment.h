// What a segment file holds: the walk over its frames that recovery and reading share.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/durable/file_system.h"
#include "core/durable/journal_frame.h"

namespace tocsin::durable {

std::string segment_name(std::uint64_t first_index);

// First indices of the segments in a folder, ascending.
FileResult<std::vector<std::uint64_t>> segments_in(FileSystem& files,
                                                   const FileSystem::Path& folder);

Bytes segment_header(std::uint64_t first_index);

struct SegmentScan {
  std::uint64_t next_index = 0;   // after the last whole frame
  std::uint64_t whole_bytes = 0;  // header and whole frames; 0 when the header is not whole
  // A later frame says that something which is not whole had been synced.
  bool corrupt = false;
};

// Walks over a segment's bytes from its front and calls `visit` with each whole frame in order.
SegmentScan scan_segment(ByteView segment,
                         std::uint64_t first_index,
                         const std::function<void(const Frame&)>& visit);

}  // namespace tocsin::durable
