// What is worth knowing of a sealed segment of a journal without reading it, in a file beside it:
// how it ends, and three parts whose meaning is the owner's. It follows from the segment alone, so
// it may be lost or thrown away at any time; it is written once, after the segment was sealed.
//
// A sidecar is believed only where its head's checksum holds and the segment is as long as it says
// and ends in the very frame that it names, whose own checksum is of that record. A part is
// believed only where its checksum holds. What this does not see is damage inside a segment whose
// end is whole: that is what a frame's checksum is for when a record is read, and `tocsind fsck`.
//
// One thread at a time.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "core/durable/file_system.h"
#include "core/durable/sidecar_format.h"

namespace tocsin::durable {

struct SegmentEnd {
  std::uint64_t first = 0;                            // index of its first record
  std::uint64_t next = 0;                             // after that of its last
  std::uint64_t bytes = 0;                            // of the file
  std::uint64_t last_at = 0;                          // offset of its last frame
  ByteArray<format::frame_header_bytes> last_head{};  // of that frame: index and checksum are in it

  bool operator==(const SegmentEnd&) const = default;
};

// Of the segment that begins with `first` and whose last frame begins at `last_at`. An error where
// no frame there ends with the file.
FileResult<SegmentEnd> read_segment_end(FileSystem& files,
                                        const FileSystem::Path& folder,
                                        std::uint64_t first,
                                        std::uint64_t last_at);

using SidecarParts = std::array<Bytes, format::sidecar_parts>;

class Sidecar {
 public:
  // Nothing where there is none that can be believed, for whatever reason.
  static std::optional<Sidecar> open(FileSystem& files,
                                     const FileSystem::Path& folder,
                                     std::uint64_t first);

  const SegmentEnd& end() const { return end_; }

  // A whole part, checked; nothing where it is damaged.
  std::optional<Bytes> part(std::size_t number) const;
  // Some bytes of a part, not checked; fewer where it ends.
  Bytes piece(std::size_t number, std::uint64_t offset, std::size_t count) const;

 private:
  struct Part {
    std::uint64_t at = 0;
    std::uint64_t bytes = 0;
    std::uint32_t checksum = 0;
  };

  bool read_head();
  bool fits(FileSystem& files, const FileSystem::Path& folder) const;

  std::unique_ptr<File> file_;
  SegmentEnd end_;
  std::array<Part, format::sidecar_parts> parts_;
};

FileSystem::Path sidecar_path(const FileSystem::Path& folder, std::uint64_t first);
Bytes encode_sidecar(const SegmentEnd& end, const SidecarParts& parts);

// Replaces one that is there. Durable when it returns; after a crash before that there is the old
// one, the new one or none.
FileStatus write_sidecar(FileSystem& files,
                         const FileSystem::Path& folder,
                         const SegmentEnd& end,
                         const SidecarParts& parts);

}  // namespace tocsin::durable
