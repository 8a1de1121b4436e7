#include "core/tlog/tile_files.h"

#include <span>

namespace tocsin::tlog {

std::optional<std::vector<Digest>> tile_from(const FileSource& files, const Tile& tile) {
  auto bytes = files(tile_path(tile));
  if (!bytes) bytes = files(tile_path({tile.level, tile.index, tile_width}));
  auto hashes = bytes ? decode_tile(*bytes) : std::nullopt;
  if (!hashes || hashes->size() < tile.width) return std::nullopt;
  hashes->resize(tile.width);
  return hashes;
}

std::optional<Bytes> bundle_from(const FileSource& files,
                                 std::uint64_t index,
                                 std::uint64_t width) {
  if (auto bytes = files(bundle_path(index, width))) return bytes;
  const auto full = files(bundle_path(index, tile_width));
  const auto entries = full ? decode_bundle(*full) : std::nullopt;
  if (!entries || entries->size() < width) return std::nullopt;
  Bytes front;
  for (const auto& entry : std::span(*entries).first(width)) append_entry(front, entry);
  return front;
}

}  // namespace tocsin::tlog
