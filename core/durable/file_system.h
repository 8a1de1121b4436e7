// The few operations on files that durability is made of, as a seam: the real ones are in
// real_file_system.h, and tests pass one that fails, tears and forgets (tests/support).
//
// A path is absolute or relative to the working directory. One owner, one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace tocsin::durable {

// What the operating system refused, with its reason: no space, read-only, too many files are
// conditions that a caller must tell apart.
struct FileError {
  std::errc code{};
  std::string text;  // "append to /var/lib/tocsin/journal/0.seg: no space left on device"
};

template <class T>
using FileResult = Result<T, FileError>;
using FileStatus = Status<FileError>;

// No space, or no more of it for us.
bool is_disk_full(const FileError& error);

// For callers that pass the reason on as a sentence.
[[nodiscard]] inline tl::unexpected<Error> fail(const FileError& error) {
  return tocsin::fail(error.text);
}

class File {
 public:
  virtual ~File() = default;

  // All of it at the end of the file, or an error; then a part of it may be there.
  virtual FileStatus append(ByteView bytes) = 0;
  // Returns once what was appended survives a loss of power. An error is final: what was appended
  // since the last success may be lost even when a later call succeeds.
  virtual FileStatus sync() = 0;
  virtual FileStatus truncate(std::uint64_t size) = 0;
  // At most `count` bytes; fewer only at the end of the file.
  virtual FileResult<Bytes> read(std::uint64_t offset, std::size_t count) const = 0;
  virtual FileResult<std::uint64_t> size() const = 0;
};

// Held as long as it lives; another process cannot take it meanwhile.
class DirectoryLock {
 public:
  virtual ~DirectoryLock() = default;
};

enum class Privacy { shared, owner_only };

class FileSystem {
 public:
  using Path = std::filesystem::path;

  virtual ~FileSystem() = default;

  virtual FileResult<std::unique_ptr<File>> open(const Path& path) = 0;  // must exist
  virtual FileResult<std::unique_ptr<File>> create(const Path& path,
                                                   Privacy privacy) = 0;  // must not
  virtual FileStatus rename(const Path& from, const Path& to) = 0;        // replaces `to`
  virtual FileStatus remove(const Path& path) = 0;  // a missing file is removed
  virtual FileStatus make_directory(const Path& path, Privacy privacy) = 0;  // with its parents
  virtual FileStatus remove_directory(
      const Path& path) = 0;  // an empty one; a missing one is removed
  // Makes names that were created, renamed or removed in it durable.
  virtual FileStatus sync_directory(const Path& path) = 0;
  virtual FileResult<std::vector<std::string>> list(const Path& path) = 0;  // names, sorted
  virtual bool exists(const Path& path) = 0;
  virtual FileResult<std::uint64_t> free_bytes(const Path& path) = 0;
  virtual FileResult<std::unique_ptr<DirectoryLock>> lock(const Path& directory) = 0;
};

// A whole small file, replaced at once: after a crash it holds the old bytes or the new ones.
// Writes NAME.tmp, syncs it, renames it, syncs the directory.
FileStatus write_atomically(FileSystem& files,
                            const FileSystem::Path& path,
                            ByteView bytes,
                            Privacy privacy);

FileResult<Bytes> read_whole(FileSystem& files,
                             const FileSystem::Path& path,
                             std::size_t bytes_max);

}  // namespace tocsin::durable
