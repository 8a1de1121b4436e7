// The growing edge of a tree: at each level the hashes that have not filled a tile yet. It is all
// that a log needs in memory to take the next entry and to know its root: at most 255 hashes a
// level, whatever the tree's size.
//
// A value; one thread at a time.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/tlog/tile.h"

namespace tocsin::tlog {

// A tile and the hashes in it.
struct TileContent {
  Tile tile;
  std::vector<Digest> hashes;
};

class RightEdge {
 public:
  RightEdge() = default;
  // Of a tree whose tiles are stored; the error is the tile that is not there.
  static Result<RightEdge, Tile> of(std::uint64_t size, const TileSource& tiles);

  // The tiles that this leaf fills, lowest level first.
  std::vector<TileContent> append(const Digest& leaf);

  TreeHead head() const { return {size_, root()}; }
  std::uint64_t size() const { return size_; }
  // The tiles at the edge that are not full.
  std::vector<TileContent> partial_tiles() const;

 private:
  Digest root() const;

  std::uint64_t size_ = 0;
  std::vector<std::vector<Digest>> levels_;
};

}  // namespace tocsin::tlog
