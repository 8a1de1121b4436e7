// A sealed segment of a journal, written anew with some of its records shorter: how space comes
// back from a journal whose records are never taken away. Indices and "durable below" stay what
// they were.
//
// Guarantee: after any crash there is the old segment or the thinned one, whole, under its name.
// The old one goes when the thinned one has been synced, read back and found right.
//
// Order of calls: remove SEGMENT.journal.tmp, create it, append, sync, read back; then remove the
// sidecar, which no longer fits, rename, sync the folder.
//
// Sad paths: less space than it needs and `space_kept_free` more is an error before anything is
// written, for the disk belongs to the collector's next records. After any error the old segment is
// there, with or without its sidecar; a temporary file that is left is replaced the next time.
#pragma once

#include <functional>
#include <optional>

#include "core/durable/file_system.h"

namespace tocsin::durable {

inline constexpr std::uint64_t space_kept_free = std::uint64_t{512} * 1024 * 1024;

// What a record becomes; nothing: it stays as it is. It becomes no longer.
using Thinning = std::function<std::optional<Bytes>(std::uint64_t index, ByteView record)>;

class ThinnedSegment {
 public:
  // Written beside the segment. An error where that is not whole, or does not end with the record
  // before `next`.
  static FileResult<ThinnedSegment> write(FileSystem& files,
                                          const FileSystem::Path& folder,
                                          std::uint64_t first,
                                          std::uint64_t next,
                                          const Thinning& thinning);

  // Takes the segment's place. Who reads the segment by its name meanwhile gets the one or the
  // other, and who has it open goes on with the old one.
  FileStatus replace();

  std::uint64_t bytes_freed() const { return bytes_freed_; }

 private:
  ThinnedSegment(FileSystem& files, const FileSystem::Path& folder, std::uint64_t first);

  FileStatus put(ByteView bytes);

  FileSystem* files_;
  FileSystem::Path segment_;
  FileSystem::Path temporary_;
  FileSystem::Path sidecar_;
  std::uint64_t bytes_freed_ = 0;
};

}  // namespace tocsin::durable
