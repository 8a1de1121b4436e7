#include "core/tlog/merkle_proof.h"

#include <bit>

#include "core/base/check.h"
#include "core/tlog/merkle_hash.h"

namespace tocsin::tlog {
namespace {

struct Range {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  // one past

  std::uint64_t count() const { return last - first; }
  // Where RFC 6962 splits it: behind the largest power of two that is smaller than its count.
  std::uint64_t split() const { return first + std::bit_floor(count() - 1); }
};

// Reads hashes until the first that is not there.
class Reading {
 public:
  explicit Reading(const NodeSource& nodes) : nodes_(nodes) {}

  // Of the tree over a range that starts at a multiple of its largest power of two.
  Digest hash(const Range& range) {
    if (missing_) return {};
    if (std::has_single_bit(range.count())) return complete(range);
    const auto left = hash({range.first, range.split()});
    return node_hash(left, hash({range.split(), range.last}));
  }

  template <class T>
  FromNodes<T> give(T value) const {
    if (missing_) return tl::unexpected(*missing_);
    return value;
  }

 private:
  Digest complete(const Range& range) {
    const auto height = static_cast<unsigned>(std::countr_zero(range.count()));
    const Node node{height, range.first >> height};
    const auto found = nodes_(node);
    if (!found) missing_ = node;
    return found.value_or(Digest{});
  }

  const NodeSource& nodes_;
  std::optional<Node> missing_;
};

// RFC 6962 section 2.1.1, PATH.
void append_path(Proof& proof, std::uint64_t index, const Range& range, Reading& reading) {
  if (range.count() == 1) return;
  const Range left{range.first, range.split()};
  const Range right{range.split(), range.last};
  const bool goes_left = index < left.last;
  append_path(proof, index, goes_left ? left : right, reading);
  proof.push_back(reading.hash(goes_left ? right : left));
}

// RFC 6962 section 2.1.2, SUBPROOF: `inside` is the end of the old tree within the range.
// Whether the old tree is a subtree that the verifier knows already: only along the left edge.
enum class Known { yes, no };

void append_subproof(
    Proof& proof, std::uint64_t inside, const Range& range, Known known, Reading& reading) {
  if (inside == range.last) {
    if (known == Known::no) proof.push_back(reading.hash(range));
    return;
  }
  const Range left{range.first, range.split()};
  const Range right{range.split(), range.last};
  if (inside <= left.last) {
    append_subproof(proof, inside, left, known, reading);
    proof.push_back(reading.hash(right));
  } else {
    append_subproof(proof, inside, right, Known::no, reading);
    proof.push_back(reading.hash(left));
  }
}

// A node on the way up from a leaf: which one of its level, and which is the last of its level.
struct Climb {
  std::uint64_t node = 0;
  std::uint64_t last = 0;

  bool at_top() const { return last == 0; }
  // Whether its sibling is on the left, once levels where it has none have been passed over.
  bool sibling_is_left() const { return (node & 1) == 1 || node == last; }
  void up() { node >>= 1, last >>= 1; }
  void skip_levels_without_sibling() {
    while ((node & 1) == 0 && node != 0) up();
  }
};

}  // namespace

FromNodes<Digest> tree_root(std::uint64_t size, const NodeSource& nodes) {
  if (size == 0) return empty_root();
  Reading reading(nodes);
  const auto root = reading.hash({0, size});
  return reading.give(root);
}

FromNodes<Proof> prove_inclusion(std::uint64_t index, std::uint64_t size, const NodeSource& nodes) {
  check(index < size, "a proof of inclusion is of a leaf in the tree");
  Reading reading(nodes);
  Proof proof;
  append_path(proof, index, {0, size}, reading);
  return reading.give(std::move(proof));
}

FromNodes<Proof> prove_consistency(std::uint64_t old_size,
                                   std::uint64_t size,
                                   const NodeSource& nodes) {
  check(old_size <= size, "a tree does not shrink");
  Reading reading(nodes);
  Proof proof;
  if (old_size != 0) append_subproof(proof, old_size, {0, size}, Known::yes, reading);
  return reading.give(std::move(proof));
}

bool proves_inclusion(const Proof& proof,
                      const Digest& leaf,
                      std::uint64_t index,
                      const TreeHead& tree) {
  if (index >= tree.size) return false;
  Climb climb{index, tree.size - 1};
  Digest hash = leaf;
  for (const auto& sibling : proof) {
    if (climb.at_top()) return false;
    if (climb.sibling_is_left()) {
      hash = node_hash(sibling, hash);
      climb.skip_levels_without_sibling();
    } else {
      hash = node_hash(hash, sibling);
    }
    climb.up();
  }
  return climb.at_top() && hash == tree.root;
}

bool proves_consistency(const Proof& proof, const TreeHead& earlier, const TreeHead& later) {
  if (earlier.size > later.size) return false;
  if (earlier.size == 0 && earlier.root != empty_root()) return false;
  if (earlier.size == later.size) return proof.empty() && earlier.root == later.root;
  if (earlier.size == 0) return proof.empty();
  auto rest = std::span<const Digest>(proof);
  Digest start = earlier.root;  // known, where the old tree is one complete subtree
  if (!std::has_single_bit(earlier.size)) {
    if (rest.empty()) return false;
    start = rest.front();
    rest = rest.subspan(1);
  }
  Climb climb{earlier.size - 1, later.size - 1};
  while ((climb.node & 1) == 1) climb.up();
  Digest old_hash = start;
  Digest new_hash = start;
  for (const auto& sibling : rest) {
    if (climb.at_top()) return false;
    if (climb.sibling_is_left()) {
      old_hash = node_hash(sibling, old_hash);
      new_hash = node_hash(sibling, new_hash);
      climb.skip_levels_without_sibling();
    } else {
      new_hash = node_hash(new_hash, sibling);
    }
    climb.up();
  }
  return climb.at_top() && old_hash == earlier.root && new_hash == later.root;
}

}  // namespace tocsin::tlog
