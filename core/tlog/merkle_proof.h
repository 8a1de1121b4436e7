// Inclusion and consistency proofs (RFC 6962 section 2.1, verified as RFC 9162 sections 2.1.3.2 and
// 2.1.4.2 say): made from whatever can give the hash of a complete subtree, checked from the proof
// alone. A proof has exactly the length that its two sizes call for; any other is refused.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/digest.h"
#include "core/base/result.h"

namespace tocsin::tlog {

using Proof = std::vector<Digest>;  // the sibling next to the leaf first

// No proof over a tree of at most 2^63 leaves is longer (C2SP tlog-proof, tlog-witness).
inline constexpr std::size_t proof_hashes_max = 63;

// A complete subtree: its leaves are [index * 2^height, (index + 1) * 2^height).
struct Node {
  unsigned height = 0;
  std::uint64_t index = 0;

  bool operator==(const Node&) const = default;
};

// The hash of a complete subtree; nothing where it is not to be had.
using NodeSource = std::function<std::optional<Digest>(const Node&)>;

// The error is the node that the source does not have.
template <class T>
using FromNodes = Result<T, Node>;

FromNodes<Digest> tree_root(std::uint64_t size, const NodeSource& nodes);
// `index` is below `size`.
FromNodes<Proof> prove_inclusion(std::uint64_t index, std::uint64_t size, const NodeSource& nodes);
// `old_size` is not above `size`. Empty where they are equal, and where `old_size` is 0.
FromNodes<Proof> prove_consistency(std::uint64_t old_size,
                                   std::uint64_t size,
                                   const NodeSource& nodes);

// A tree as a checkpoint names it.
struct TreeHead {
  std::uint64_t size = 0;
  Digest root{};

  bool operator==(const TreeHead&) const = default;
};

bool proves_inclusion(const Proof& proof,
                      const Digest& leaf,
                      std::uint64_t index,
                      const TreeHead& tree);
// Whether the later tree holds the earlier one unchanged as its front.
bool proves_consistency(const Proof& proof, const TreeHead& earlier, const TreeHead& later);

}  // namespace tocsin::tlog
