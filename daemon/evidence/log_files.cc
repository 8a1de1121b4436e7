#include "daemon/evidence/log_files.h"

#include "core/tlog/entry_bundle.h"

namespace tocsin::collector {
namespace {

std::string path_of(const tlog::TilePath& asked, std::uint64_t width) {
  if (asked.of == tlog::TilePath::Of::entries) return tlog::bundle_path(asked.tile.index, width);
  return tlog::tile_path({asked.tile.level, asked.tile.index, width});
}

std::optional<Bytes> front_of(const tlog::TilePath& asked, Bytes wider) {
  const auto width = asked.tile.width;
  if (asked.of == tlog::TilePath::Of::hashes) {
    wider.resize(std::min<std::size_t>(wider.size(), width * Digest().size()));
    return wider;
  }
  const auto entries = tlog::decode_bundle(wider);
  if (!entries || entries->size() < width) return std::nullopt;
  Bytes front;
  for (std::uint64_t i = 0; i < width; ++i) tlog::append_entry(front, entries->at(i));
  return front;
}

std::optional<Bytes> read(const LogFolder& folder, const std::string& path) {
  if (auto bytes = folder.file(path)) return bytes;
  const auto asked = tlog::parse_tile_path(path);
  if (!asked) return std::nullopt;
  for (auto width = asked->tile.width + 1; width <= tlog::tile_width; ++width) {
    if (auto wider = folder.file(path_of(*asked, width)))
      return front_of(*asked, *std::move(wider));
  }
  return std::nullopt;
}

}  // namespace

tlog::FileSource files_of_any_size(const LogFolder& folder) {
  return [&folder](const std::string& path) { return read(folder, path); };
}

}  // namespace tocsin::collector
