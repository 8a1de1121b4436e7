#include "core/tlog/right_edge.h"

#include <bit>

#include "core/tlog/merkle_hash.h"

namespace tocsin::tlog {

Result<RightEdge, Tile> RightEdge::of(std::uint64_t size, const TileSource& tiles) {
  RightEdge edge;
  edge.size_ = size;
  for (unsigned level = 0; hashes_at(level, size) != 0; ++level) {
    auto& hashes = edge.levels_.emplace_back();
    const auto tile = tile_in(size, level, hashes_at(level, size) / tile_width);
    if (!tile) continue;
    auto stored = tiles(*tile);
    if (!stored || stored->size() != tile->width) return tl::unexpected(*tile);
    hashes = std::move(*stored);
  }
  return edge;
}

std::vector<TileContent> RightEdge::append(const Digest& leaf) {
  std::vector<TileContent> filled;
  auto hash = leaf;
  for (unsigned level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    auto& hashes = levels_[level];
    hashes.push_back(hash);
    if (hashes.size() < tile_width) break;
    hash = subtree_hash(hashes);
    const Tile tile{level, size_ >> (tile_height * (level + 1)), tile_width};
    filled.push_back({tile, std::move(hashes)});
    hashes.clear();
  }
  ++size_;
  return filled;
}

std::vector<TileContent> RightEdge::partial_tiles() const {
  std::vector<TileContent> tiles;
  for (unsigned level = 0; level < levels_.size(); ++level) {
    const auto& hashes = levels_[level];
    if (hashes.empty()) continue;
    tiles.push_back({{level, hashes_at(level, size_) / tile_width, hashes.size()}, hashes});
  }
  return tiles;
}

// Complete subtrees from the smallest on, each joined on the left of what is behind it.
Digest RightEdge::root() const {
  std::optional<Digest> behind;
  for (const auto& hashes : levels_) {
    auto rest = std::span<const Digest>(hashes);
    while (!rest.empty()) {
      const auto count = rest.size() & (~rest.size() + 1);  // its lowest bit
      const auto subtree = subtree_hash(rest.last(count));
      behind = behind ? node_hash(subtree, *behind) : subtree;
      rest = rest.first(rest.size() - count);
    }
  }
  return behind.value_or(empty_root());
}

}  // namespace tocsin::tlog
