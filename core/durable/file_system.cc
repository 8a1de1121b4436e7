#include "core/durable/file_system.h"

#include <cerrno>

namespace tocsin::durable {

bool is_disk_full(const FileError& error) {
  return error.code == std::errc::no_space_on_device || static_cast<int>(error.code) == EDQUOT;
}

FileStatus write_atomically(FileSystem& files,
                            const FileSystem::Path& path,
                            ByteView bytes,
                            Privacy privacy) {
  auto temporary = path;
  temporary += ".tmp";
  // A crash may have left one; it was never renamed, so nobody relies on it.
  if (const auto removed = files.remove(temporary); !removed) return removed;
  const auto file = files.create(temporary, privacy);
  if (!file) return fail_with(file.error());
  return (*file)
      ->append(bytes)
      .and_then([&] { return (*file)->sync(); })
      .and_then([&] { return files.rename(temporary, path); })
      .and_then([&] { return files.sync_directory(path.parent_path()); });
}

FileResult<Bytes> read_whole(FileSystem& files,
                             const FileSystem::Path& path,
                             std::size_t bytes_max) {
  const auto file = files.open(path);
  if (!file) return fail_with(file.error());
  auto bytes = (*file)->read(0, bytes_max + 1);
  if (bytes && bytes->size() > bytes_max) {
    return fail_with(FileError{std::errc::file_too_large, path.string() + " is too large"});
  }
  return bytes;
}

}  // namespace tocsin::durable
