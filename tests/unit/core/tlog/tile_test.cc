#include "core/tlog/tile.h"

#include <gtest/gtest.h>

#include <map>

#include "core/tlog/entry_bundle.h"
#include "core/tlog/right_edge.h"
#include "tests/unit/core/tlog/reference_tree.h"

namespace tocsin::tlog {
namespace {

using Stored = std::map<std::string, std::vector<Digest>>;

TileSource source_of(const Stored& stored) {
  return [&stored](const Tile& tile) -> std::optional<std::vector<Digest>> {
    const auto found = stored.find(tile_path(tile));
    if (found == stored.end()) return std::nullopt;
    return found->second;
  };
}

// Grows a log by these leaves, and keeps its tiles as a directory would.
Stored grow(RightEdge& edge, std::span<const Digest> leaves) {
  Stored stored;
  for (const auto& leaf : leaves) {
    for (auto& tile : edge.append(leaf)) stored[tile_path(tile.tile)] = std::move(tile.hashes);
  }
  for (auto& tile : edge.partial_tiles()) stored[tile_path(tile.tile)] = std::move(tile.hashes);
  return stored;
}

TEST(TilePath, IsThatOfTlogTiles) {
  EXPECT_EQ(tile_path({0, 0, 256}), "tile/0/000");
  EXPECT_EQ(tile_path({1, 1'234'067, 256}), "tile/1/x001/x234/067");
  EXPECT_EQ(tile_path({0, 273, 112}), "tile/0/273.p/112");
  EXPECT_EQ(bundle_path(1000, 256), "tile/entries/x001/000");
  EXPECT_EQ(bundle_path(1000, 1), "tile/entries/x001/000.p/1");
}

TEST(TilePath, IsReadBackAsItIsWritten) {
  for (const std::uint64_t index : {0ULL, 7ULL, 999ULL, 1000ULL, 1'234'067ULL, 1'000'000'000ULL}) {
    for (const std::uint64_t width : {1, 9, 255, 256}) {
      const Tile tile{3, index, width};
      EXPECT_EQ(parse_tile_path(tile_path(tile)), (TilePath{tile, TilePath::Of::hashes}));
      EXPECT_EQ(parse_tile_path(bundle_path(index, width)),
                (TilePath{{0, index, width}, TilePath::Of::entries}));
    }
  }
}

TEST(TilePath, OfAnyOtherFormIsNone) {
  for (const auto* path : {"",
                           "tile",
                           "tile/0",
                           "tile/0/",
                           "tile/8/000",
                           "tile/00/000",
                           "tile/0/00",
                           "tile/0/0000",
                           "tile/0/1000",
                           "tile/0/x000/000",
                           "tile/0/x001/x234",
                           "tile/0/000.p/0",
                           "tile/0/000.p/256",
                           "tile/0/000.p/01",
                           "tile/0/000.p/",
                           "tile/0/000/",
                           "tile/0/../000",
                           "tile/entries",
                           "tile/entries/-01",
                           "tile/0/000.p/1/",
                           "tile/0/x999/x999/x999/x999/x999/x999/999"}) {
    EXPECT_FALSE(parse_tile_path(path)) << path;
  }
}

// The example of the reference: 273 full tiles and 112 hashes; one full tile and 17; one hash.
TEST(Tiles, OfSeventyThousandEntriesAreThoseOfTheExample) {
  EXPECT_EQ(tile_in(70'000, 0, 273), (Tile{0, 273, 112}));
  EXPECT_EQ(tile_in(70'000, 1, 0), (Tile{1, 0, 256}));
  EXPECT_EQ(tile_in(70'000, 1, 1), (Tile{1, 1, 17}));
  EXPECT_EQ(tile_in(70'000, 2, 0), (Tile{2, 0, 1}));
  EXPECT_FALSE(tile_in(70'000, 0, 274));
  EXPECT_FALSE(tile_in(70'000, 3, 0));
}

TEST(Tiles, ThatAreEmptyDoNotExist) {
  EXPECT_FALSE(tile_in(0, 0, 0));
  EXPECT_FALSE(tile_in(256, 0, 1));
  EXPECT_TRUE(tiles_between(0, 0).empty());
  EXPECT_TRUE(tiles_between(77, 77).empty());
}

TEST(Tiles, BetweenTwoSizesAreThoseThatOnlyTheLaterHas) {
  EXPECT_EQ(tiles_between(250, 520),
            (std::vector<Tile>{{0, 0, 256}, {0, 1, 256}, {0, 2, 8}, {1, 0, 2}}));
}

TEST(RightEdge, KeepsTheTilesThatAreCalledForAndProvesFromThem) {
  const auto leaves = leaves_of(70'000);
  RightEdge edge;
  std::uint64_t old_size = 0;
  Stored stored;
  for (const std::uint64_t size : {1, 255, 256, 257, 511, 600, 65'536, 65'537, 70'000}) {
    const auto added = grow(edge, std::span(leaves).subspan(old_size, size - old_size));
    EXPECT_EQ(added.size() >= tiles_between(old_size, size).size(), true);
    stored.insert(added.begin(), added.end());
    const auto nodes = nodes_of(size, source_of(stored));
    EXPECT_EQ(edge.head().root, tree_root(size, nodes).value()) << size;
    EXPECT_EQ(edge.head().root, mth(std::span(leaves).first(size))) << size;
    for (const std::uint64_t index : {std::uint64_t{0}, size / 3, size - 1}) {
      const auto proof = prove_inclusion(index, size, nodes).value();
      EXPECT_TRUE(proves_inclusion(proof, leaves[index], index, edge.head())) << index;
    }
    const TreeHead earlier{old_size, mth(std::span(leaves).first(old_size))};
    const auto proof = prove_consistency(old_size, size, nodes).value();
    EXPECT_TRUE(proves_consistency(proof, earlier, edge.head())) << size;
    old_size = size;
  }
}

TEST(RightEdge, IsReadBackFromTheStoredTilesAtEverySize) {
  const auto leaves = leaves_of(600);
  RightEdge edge;
  Stored stored;
  for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
    stored.merge(grow(edge, std::span(leaves).subspan(size - 1, 1)));
    const auto again = RightEdge::of(size, source_of(stored));
    ASSERT_TRUE(again) << size;
    ASSERT_EQ(again->head(), edge.head()) << size;
  }
}

TEST(RightEdge, SaysWhichTileIsMissingOrOfAnotherWidth) {
  RightEdge edge;
  auto stored = grow(edge, leaves_of(300));
  stored["tile/0/001.p/44"].pop_back();
  const auto torn = RightEdge::of(300, source_of(stored));
  ASSERT_FALSE(torn);
  EXPECT_EQ(torn.error(), (Tile{0, 1, 44}));
}

TEST(Tile, OfAPartOfAHashIsNone) {
  const auto bytes = encode_tile(leaves_of(3));
  EXPECT_EQ(decode_tile(bytes), leaves_of(3));
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    EXPECT_EQ(decode_tile(ByteView(bytes).first(size)).has_value(), size % 32 == 0);
  }
}

TEST(EntryBundle, IsReadBackAndTornNowhereElseThanBetweenEntries) {
  Bytes bundle;
  std::vector<std::size_t> ends{0};
  for (const auto& entry : {entry_number(1), Bytes{}, entry_number(2)}) {
    append_entry(bundle, entry);
    ends.push_back(bundle.size());
  }
  EXPECT_EQ(decode_bundle(bundle)->size(), 3);
  EXPECT_TRUE(equal(decode_bundle(bundle)->at(2), entry_number(2)));
  for (std::size_t size = 0; size < bundle.size(); ++size) {
    EXPECT_EQ(decode_bundle(ByteView(bundle).first(size)).has_value(),
              std::ranges::count(ends, size) == 1)
        << size;
  }
}

TEST(EntryBundle, HoldsNoMoreThanATile) {
  Bytes bundle;
  for (int i = 0; i < 256; ++i) append_entry(bundle, {});
  EXPECT_EQ(decode_bundle(bundle)->size(), 256);
  append_entry(bundle, {});
  EXPECT_FALSE(decode_bundle(bundle));
}

}  // namespace
}  // namespace tocsin::tlog
