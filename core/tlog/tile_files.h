// A log's files, wherever they lie, read as tiles and bundles: a partial one goes away once the
// full one is there, which begins with the same (C2SP tlog-tiles).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/tile.h"

namespace tocsin::tlog {

// No file of a log is longer: 256 entries of the greatest length, each behind its own.
inline constexpr std::size_t log_file_bytes_max = tile_width * (bundle_entry_bytes_max + 2);

// The file at a path below the log's folder as it is; nothing where it is not to be had.
using FileSource = std::function<std::optional<Bytes>(const std::string& path)>;

// Exactly `tile.width` hashes, or nothing.
std::optional<std::vector<Digest>> tile_from(const FileSource& files, const Tile& tile);
// The first `width` entries of a bundle, encoded; where the partial file is there, as it is.
std::optional<Bytes> bundle_from(const FileSource& files, std::uint64_t index, std::uint64_t width);

}  // namespace tocsin::tlog
