// The public log as a folder of files, laid out as C2SP tlog-tiles says: any static server can
// serve it, and a copy on a stick is the log.
//
// Guarantee: what put() has returned for is there after any crash. A file never changes: putting
// it again is nothing where its bytes are the same, and an error where they are not. Each is
// written beside its place, synced, renamed, and its folder synced.
//
// One owner, one thread; readers may read beside it.
#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "core/tlog/tile.h"

namespace tocsin::collector {

class LogFolder {
 public:
  LogFolder(durable::FileSystem& files, durable::FileSystem::Path folder)
      : files_(files), folder_(std::move(folder)) {}

  Status<> put(const std::string& path, ByteView bytes);

  // A tile or bundle as a tree of its size has it: where the file of that width is gone because
  // the full one is there, the front of that.
  std::optional<std::vector<Digest>> tile(const tlog::Tile& tile) const;
  std::optional<Bytes> bundle(std::uint64_t index, std::uint64_t width) const;

  // The file at a path below the folder as it is; the caller knows that it is one of the log's.
  std::optional<Bytes> file(const std::string& path) const;

  // Takes away the partial ones that the full one replaces.
  Status<> drop_partial(const std::string& full_path);

  // The newest checkpoint, for all to see.
  Status<> publish(const std::string& checkpoint);
  std::optional<std::string> published() const;

  // The newest checkpoint with the cosignatures of enough witnesses, beside the plain one.
  Status<> publish_cosigned(const std::string& checkpoint);
  std::optional<std::string> cosigned() const;

 private:
  Status<> replace(std::string_view name, const std::string& content);
  std::optional<std::string> text(std::string_view name) const;

  durable::FileSystem& files_;
  durable::FileSystem::Path folder_;
};

}  // namespace tocsin::collector
