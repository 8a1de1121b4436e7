// An append-only journal of opaque records, numbered from 0 without a gap, in segment files of one
// folder.
//
// Guarantee: once sync() has returned without an error, every record appended before it is there
// after any crash, once, unchanged and in order. Whatever was appended since then is there as a
// prefix or not at all.
//
// Order of calls: a segment is created, its header appended and synced, then the folder; a record
// is appended; sync() is one fdatasync for all of them. A full segment is synced before the next is
// made.
//
// Sad paths: an error of append or sync is final. The journal then refuses everything, because
// after a failed sync nobody knows what is on the disk; its owner stops and opens it again. Opening
// cuts a torn tail off, after it has put the cut bytes aside in a file of their own; damage
// anywhere else is an error that a person must look at.
//
// One owner, one thread; one process per folder (locked).
#pragma once

#include <functional>
#include <memory>

#include "core/durable/file_system.h"

namespace tocsin::durable {

// How opening finds out what a sealed segment holds: by every frame, or by its sidecar, where it
// has one that fits (sidecar.h). Then damage inside it shows when it is read.
enum class SealedSegments { by_frames, by_sidecar };

struct JournalOptions {
  std::uint64_t segment_bytes_max = 64 * 1024 * 1024;  // a record beyond it gets its own segment
  SealedSegments sealed = SealedSegments::by_frames;
};

struct Recovery {
  std::uint64_t records = 0;       // in the journal as opened
  std::uint64_t torn_bytes = 0;    // cut off the last segment's end
  FileSystem::Path torn_bytes_in;  // where they were put aside, if there were any
};

class Journal {
 public:
  static FileResult<Journal> open(FileSystem& files,
                                  FileSystem::Path folder,
                                  JournalOptions options = {});

  // The record's index. Not durable before sync().
  FileResult<std::uint64_t> append(ByteView record);
  FileStatus sync();

  std::uint64_t next_index() const { return next_index_; }
  std::uint64_t durable_below() const { return durable_below_; }  // indices below are synced
  std::uint64_t bytes() const { return sealed_bytes_ + segment_bytes_; }
  const Recovery& recovery() const { return recovery_; }

 private:
  Journal(FileSystem& files, FileSystem::Path folder, JournalOptions options)
      : files_(&files), folder_(std::move(folder)), options_(options) {}

  FileStatus recover();
  FileStatus recover_sealed(std::uint64_t first);
  FileStatus recover_last(const std::string& name);
  FileStatus set_aside(ByteView torn, std::uint64_t offset);
  FileStatus start_segment();
  FileStatus broken(FileError error);

  FileSystem* files_;
  FileSystem::Path folder_;
  JournalOptions options_;
  std::unique_ptr<DirectoryLock> lock_;
  std::unique_ptr<File> segment_;
  std::uint64_t segment_bytes_ = 0;
  std::uint64_t sealed_bytes_ = 0;
  std::uint64_t next_index_ = 0;
  std::uint64_t durable_below_ = 0;
  Recovery recovery_;
  std::optional<FileError> broken_;
};

// Calls `visit` with each record from `first` on, in order. Reads what is there now: safe beside a
// process that appends, whose unfinished last record it does not see. The view lives for the call.
using RecordVisitor = std::function<void(std::uint64_t index, ByteView record)>;
FileStatus read_journal(FileSystem& files,
                        const FileSystem::Path& folder,
                        std::uint64_t first,
                        const RecordVisitor& visit);

}  // namespace tocsin::durable
