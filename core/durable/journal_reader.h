// Follows a journal that grows: reads each record once, in order, and goes on where it stopped.
// What it is told to read must be durable; that it is not there whole is an error.
//
// One owner, one thread, which need not be the one that appends.
#pragma once

#include <functional>
#include <memory>

#include "core/durable/file_system.h"
#include "core/durable/journal.h"

namespace tocsin::durable {

// Where a record's frame lies.
struct RecordPlace {
  std::uint64_t segment = 0;  // the index that its segment begins with
  std::uint64_t offset = 0;   // in the segment's file

  auto operator<=>(const RecordPlace&) const = default;
};

class JournalReader {
 public:
  // Begins with the record `first`; no file is opened before the first read.
  JournalReader(FileSystem& files, FileSystem::Path folder, std::uint64_t first)
      : files_(&files), folder_(std::move(folder)), next_(first) {}

  // Calls `visit` with each record from next() up to, and without, `below`.
  FileStatus read(std::uint64_t below, const RecordVisitor& visit);

  std::uint64_t next() const { return next_; }
  // While a record is visited: where it is.
  const RecordPlace& place() const { return place_; }

 private:
  FileStatus open_segment();
  FileStatus take_frames(std::uint64_t below, const RecordVisitor& visit);

  FileSystem* files_;
  FileSystem::Path folder_;
  std::uint64_t next_;
  std::unique_ptr<File> segment_;
  RecordPlace place_;        // of the first frame that was not read
  std::uint64_t index_ = 0;  // of that frame
};

// One record. An error where no whole one with its checksum is there.
struct StoredRecord {
  std::uint64_t index = 0;
  Bytes bytes;
};
FileResult<StoredRecord> read_record(FileSystem& files,
                                     const FileSystem::Path& folder,
                                     const RecordPlace& place);

}  // namespace tocsin::durable
