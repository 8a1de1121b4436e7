#include "core/tlog/tile.h"

#include <charconv>
#include <memory>

#include "core/base/check.h"
#include "core/tlog/merkle_hash.h"

namespace tocsin::tlog {
namespace {

// 1234067 is x001/x234/067: groups of three digits, all but the last one marked.
std::string grouped(std::uint64_t index) {
  auto digits = std::to_string(index);
  digits.insert(0, (3 - digits.size() % 3) % 3, '0');
  std::string text;
  for (std::size_t i = 0; i < digits.size(); i += 3) {
    const bool last = i + 3 == digits.size();
    text += (last ? "" : "x") + digits.substr(i, 3) + (last ? "" : "/");
  }
  return text;
}

std::string place(std::uint64_t index, std::uint64_t width) {
  return grouped(index) + (width == tile_width ? "" : ".p/" + std::to_string(width));
}

std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

bool take_text(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

// Reads loosely; parse_tile_path then asks for the one way to write what was read.
std::optional<std::uint64_t> take_grouped(std::string_view& text) {
  std::uint64_t index = 0;
  for (int groups = 0; groups < 6; ++groups) {
    const bool more = take_text(text, "x");
    const auto group = take_number(text);
    if (!group || *group > 999) return std::nullopt;
    index = index * 1000 + *group;
    if (!more) return index;
    if (!take_text(text, "/")) return std::nullopt;
  }
  return std::nullopt;
}

std::string path_of(const TilePath& path) {
  return path.of == TilePath::Of::hashes ? tile_path(path.tile)
                                         : bundle_path(path.tile.index, path.tile.width);
}

}  // namespace

std::uint64_t hashes_at(unsigned level, std::uint64_t size) {
  return level > tile_level_max ? 0 : size >> (tile_height * level);
}

std::optional<Tile> tile_in(std::uint64_t size, unsigned level, std::uint64_t index) {
  const auto hashes = hashes_at(level, size);
  if (index > hashes / tile_width) return std::nullopt;
  const auto width = std::min(tile_width, hashes - index * tile_width);
  if (width == 0) return std::nullopt;
  return Tile{level, index, width};
}

std::vector<Tile> tiles_between(std::uint64_t old_size, std::uint64_t size) {
  std::vector<Tile> tiles;
  for (unsigned level = 0; level <= tile_level_max; ++level) {
    const auto hashes = hashes_at(level, size);
    if (hashes == hashes_at(level, old_size)) break;
    const auto first = hashes_at(level, old_size) / tile_width;
    for (auto index = first; index * tile_width < hashes; ++index) {
      tiles.push_back(*tile_in(size, level, index));
    }
  }
  return tiles;
}

std::string tile_path(const Tile& tile) {
  return "tile/" + std::to_string(tile.level) + "/" + place(tile.index, tile.width);
}

std::string bundle_path(std::uint64_t index, std::uint64_t width) {
  return "tile/entries/" + place(index, width);
}

std::optional<TilePath> parse_tile_path(std::string_view path) {
  auto rest = path;
  TilePath parsed;
  if (!take_text(rest, "tile/")) return std::nullopt;
  if (take_text(rest, "entries")) {
    parsed.of = TilePath::Of::entries;
  } else if (const auto level = take_number(rest); level && *level <= tile_level_max) {
    parsed.tile.level = static_cast<unsigned>(*level);
  } else {
    return std::nullopt;
  }
  if (!take_text(rest, "/")) return std::nullopt;
  const auto index = take_grouped(rest);
  if (!index) return std::nullopt;
  parsed.tile.index = *index;
  if (take_text(rest, ".p/")) {
    const auto width = take_number(rest);
    if (!width || *width == 0 || *width >= tile_width) return std::nullopt;
    parsed.tile.width = *width;
  }
  if (path_of(parsed) != path) return std::nullopt;
  return parsed;
}

Bytes encode_tile(std::span<const Digest> hashes) {
  Bytes bytes;
  bytes.reserve(hashes.size() * sizeof(Digest));
  for (const auto& hash : hashes) append(bytes, hash);
  return bytes;
}

std::optional<std::vector<Digest>> decode_tile(ByteView bytes) {
  if (bytes.size() % sizeof(Digest) != 0) return std::nullopt;
  std::vector<Digest> hashes(bytes.size() / sizeof(Digest));
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const auto hash = bytes.subspan(i * sizeof(Digest), sizeof(Digest));
    std::copy(hash.begin(), hash.end(), hashes[i].begin());
  }
  return hashes;
}

NodeSource nodes_of(std::uint64_t size, TileSource tiles) {
  struct Last {
    Tile tile;
    std::vector<Digest> hashes;
  };
  auto last = std::make_shared<std::optional<Last>>();
  return [size, tiles = std::move(tiles), last](const Node& node) -> std::optional<Digest> {
    const auto level = node.height / tile_height;
    const auto spread = node.height % tile_height;  // 2^spread hashes of the tile make the node
    const auto first = node.index << spread;
    const auto tile = tile_in(size, level, first / tile_width);
    if (!tile) return std::nullopt;
    if (!*last || (*last)->tile != *tile) {
      auto hashes = tiles(*tile);
      if (!hashes || hashes->size() != tile->width) return std::nullopt;
      *last = Last{*tile, std::move(*hashes)};
    }
    const auto offset = first % tile_width;
    const auto count = std::uint64_t{1} << spread;
    if (offset + count > tile->width) return std::nullopt;
    return subtree_hash(std::span((*last)->hashes).subspan(offset, count));
  };
}

}  // namespace tocsin::tlog
