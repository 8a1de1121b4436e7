#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/merkle_proof.h"
#include "core/tlog/right_edge.h"
#include "tests/unit/core/tlog/reference_tree.h"

namespace tocsin::tlog {
namespace {

// Every proof of such a log is tried; larger ones are sampled.
constexpr std::uint64_t all_sizes_max = 600;

Digest root_of(std::uint64_t size, const NodeSource& nodes) {
  return tree_root(size, nodes).value();
}

// The inputs and roots that Certificate Transparency's implementations are tested with.
TEST(MerkleTree, HasTheRootsThatOtherImplementationsHave) {
  const std::pair<const char*, const char*> steps[] = {
      {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
      {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
      {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
      {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
      {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
      {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
      {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
      {"606162636465666768696a6b6c6d6e6f",
       "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
  };
  std::vector<Digest> leaves;
  RightEdge edge;
  EXPECT_EQ(edge.head().root, empty_root());
  for (const auto& [entry, root] : steps) {
    leaves.push_back(leaf_hash(*from_hex(entry)));
    edge.append(leaves.back());
    EXPECT_EQ(to_hex(root_of(leaves.size(), nodes_over(leaves))), root);
    EXPECT_EQ(to_hex(edge.head().root), root);
  }
}

TEST(MerkleTree, HasTheRootThatTheStandardDefinesAtEverySize) {
  const auto leaves = leaves_of(all_sizes_max);
  const auto nodes = nodes_over(leaves);
  for (std::uint64_t size = 0; size <= all_sizes_max; ++size) {
    EXPECT_EQ(root_of(size, nodes), mth(std::span(leaves).first(size))) << size;
  }
}

TEST(InclusionProof, HoldsForEveryLeafOfEverySize) {
  const auto leaves = leaves_of(all_sizes_max);
  const auto nodes = nodes_over(leaves);
  for (std::uint64_t size = 1; size <= all_sizes_max; ++size) {
    const TreeHead tree{size, root_of(size, nodes)};
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = prove_inclusion(index, size, nodes).value();
      ASSERT_TRUE(proves_inclusion(proof, leaves[index], index, tree)) << index << "/" << size;
    }
  }
}

TEST(InclusionProof, OfAnotherLeafIndexSizeOrLengthIsRefused) {
  const auto leaves = leaves_of(64);
  const auto nodes = nodes_over(leaves);
  for (std::uint64_t size = 1; size <= 40; ++size) {
    const TreeHead tree{size, root_of(size, nodes)};
    for (std::uint64_t index = 0; index < size; ++index) {
      auto proof = prove_inclusion(index, size, nodes).value();
      for (std::uint64_t other = 0; other <= size; ++other) {
        if (other == index) continue;
        ASSERT_FALSE(proves_inclusion(proof, leaves[index], other, tree));
        ASSERT_FALSE(proves_inclusion(proof, leaves[other], index, tree));
      }
      proof.push_back(leaves[0]);
      ASSERT_FALSE(proves_inclusion(proof, leaves[index], index, tree)) << "one hash too many";
      proof.pop_back();
      if (proof.empty()) continue;
      proof.pop_back();
      ASSERT_FALSE(proves_inclusion(proof, leaves[index], index, tree)) << "one hash too few";
    }
  }
}

TEST(InclusionProof, WithAnyBitFlippedIsRefused) {
  const auto leaves = leaves_of(100);
  const auto nodes = nodes_over(leaves);
  const TreeHead tree{100, root_of(100, nodes)};
  for (const std::uint64_t index : {0, 1, 63, 64, 97, 98, 99}) {
    auto proof = prove_inclusion(index, 100, nodes).value();
    for (auto& hash : proof) {
      for (std::size_t bit = 0; bit < 256; ++bit) {
        hash[bit / 8] ^= 1U << bit % 8;
        ASSERT_FALSE(proves_inclusion(proof, leaves[index], index, tree));
        hash[bit / 8] ^= 1U << bit % 8;
      }
    }
  }
}

TEST(ConsistencyProof, HoldsBetweenAllSizes) {
  const auto leaves = leaves_of(all_sizes_max);
  const auto nodes = nodes_over(leaves);
  for (std::uint64_t size = 0; size <= all_sizes_max; ++size) {
    const TreeHead later{size, root_of(size, nodes)};
    for (std::uint64_t old_size = 0; old_size <= size; ++old_size) {
      const TreeHead earlier{old_size, root_of(old_size, nodes)};
      const auto proof = prove_consistency(old_size, size, nodes).value();
      ASSERT_TRUE(proves_consistency(proof, earlier, later)) << old_size << "/" << size;
    }
  }
}

TEST(ConsistencyProof, OfAForkIsRefused) {
  const auto leaves = leaves_of(40);
  const auto nodes = nodes_over(leaves);
  auto forked = leaves;
  forked[3] = leaves[4];
  const auto forked_nodes = nodes_over(forked);
  for (std::uint64_t size = 5; size <= 40; ++size) {
    const TreeHead later{size, root_of(size, forked_nodes)};
    for (std::uint64_t old_size = 4; old_size <= size; ++old_size) {
      const TreeHead earlier{old_size, root_of(old_size, nodes)};
      const auto proof = prove_consistency(old_size, size, forked_nodes).value();
      ASSERT_FALSE(proves_consistency(proof, earlier, later)) << old_size << "/" << size;
    }
  }
}

TEST(ConsistencyProof, WithAnyBitFlippedOrAnotherLengthIsRefused) {
  const auto leaves = leaves_of(40);
  const auto nodes = nodes_over(leaves);
  for (const auto& [old_size, size] : {std::pair(1, 40), {6, 8}, {8, 40}, {31, 33}, {39, 40}}) {
    const TreeHead earlier{std::uint64_t(old_size), root_of(old_size, nodes)};
    const TreeHead later{std::uint64_t(size), root_of(size, nodes)};
    auto proof = prove_consistency(old_size, size, nodes).value();
    for (auto& hash : proof) {
      for (std::size_t bit = 0; bit < 256; ++bit) {
        hash[bit / 8] ^= 1U << bit % 8;
        ASSERT_FALSE(proves_consistency(proof, earlier, later));
        hash[bit / 8] ^= 1U << bit % 8;
      }
    }
    proof.push_back(leaves[0]);
    EXPECT_FALSE(proves_consistency(proof, earlier, later));
    proof.resize(proof.size() - 2);
    EXPECT_FALSE(proves_consistency(proof, earlier, later));
  }
}

TEST(ConsistencyProof, FromTheEmptyTreeIsEmptyAndFromALaterOneIsNone) {
  const auto leaves = leaves_of(9);
  const auto nodes = nodes_over(leaves);
  const TreeHead nine{9, root_of(9, nodes)};
  EXPECT_TRUE(proves_consistency({}, {0, empty_root()}, nine));
  EXPECT_FALSE(proves_consistency({leaves[0]}, {0, empty_root()}, nine));
  EXPECT_FALSE(proves_consistency({}, {0, leaves[0]}, nine));
  EXPECT_TRUE(proves_consistency({}, {0, empty_root()}, {0, empty_root()}));
  EXPECT_FALSE(proves_consistency({}, {0, empty_root()}, {0, leaves[0]}));
  EXPECT_FALSE(proves_consistency({}, {0, leaves[0]}, {0, leaves[0]}));
  EXPECT_FALSE(proves_consistency({}, nine, {8, root_of(8, nodes)}));
  EXPECT_FALSE(proves_consistency({}, nine, {9, leaves[0]}));
}

TEST(Proofs, NameTheNodeThatTheSourceDoesNotHave) {
  const auto leaves = leaves_of(5);
  const auto nodes = nodes_over(leaves);
  const auto root = tree_root(8, nodes);
  ASSERT_FALSE(root);
  EXPECT_EQ(root.error(), (Node{3, 0}));
  EXPECT_FALSE(prove_inclusion(0, 8, nodes));
  EXPECT_FALSE(prove_consistency(3, 8, nodes));
}

}  // namespace
}  // namespace tocsin::tlog
