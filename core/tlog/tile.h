// Tiles: the tree cut into files of up to 256 hashes each, and its entries into bundles of up to
// 256 (C2SP tlog-tiles). A hash at level L is that of a complete subtree of 256^L leaves; whatever
// is not complete at a level is not in it.
//
// Threads: pure.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/digest.h"
#include "core/tlog/merkle_proof.h"

namespace tocsin::tlog {

inline constexpr unsigned tile_height = 8;
inline constexpr std::uint64_t tile_width = 1U << tile_height;
inline constexpr unsigned tile_level_max = 7;  // 256^8 leaves are more than a tree can have

struct Tile {
  unsigned level = 0;
  std::uint64_t index = 0;
  std::uint64_t width = tile_width;  // hashes in it, from 1 to 256

  bool operator==(const Tile&) const = default;
};

// How many hashes of its level a tree of this size has.
std::uint64_t hashes_at(unsigned level, std::uint64_t size);
// The tile as a tree of this size has it: full, or the partial one at its edge, or none.
std::optional<Tile> tile_in(std::uint64_t size, unsigned level, std::uint64_t index);
// Every tile that a tree of `size` has and one of `old_size` has not, a full one before the partial
// one behind it, level by level.
std::vector<Tile> tiles_between(std::uint64_t old_size, std::uint64_t size);

// "tile/0/x001/x234/067", "tile/1/000.p/17".
std::string tile_path(const Tile& tile);
// "tile/entries/x001/x234/067.p/3"
std::string bundle_path(std::uint64_t index, std::uint64_t width);

struct TilePath {
  Tile tile;  // of entries: level 0
  enum class Of { hashes, entries } of = Of::hashes;

  bool operator==(const TilePath&) const = default;
};
// Exactly the paths that the two functions above write; anything else is nothing.
std::optional<TilePath> parse_tile_path(std::string_view path);

Bytes encode_tile(std::span<const Digest> hashes);
// Nothing where it is not a whole number of hashes.
std::optional<std::vector<Digest>> decode_tile(ByteView bytes);

// The hashes of a tile as it is stored; nothing where it is not to be had.
using TileSource = std::function<std::optional<std::vector<Digest>>(const Tile&)>;
// Hashes of complete subtrees of a tree of this size, out of its tiles. Reads a tile at most once
// in a row: proofs ask for neighbours.
NodeSource nodes_of(std::uint64_t size, TileSource tiles);

}  // namespace tocsin::tlog
