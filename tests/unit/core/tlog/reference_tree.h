// A tree as RFC 6962 section 2.1 writes it down: slow, recursive, sharing no code with ours but
// SHA-256.
#pragma once

#include <bit>
#include <span>
#include <string>
#include <vector>

#include "core/base/digest.h"
#include "core/crypto/sha256.h"
#include "core/tlog/merkle_proof.h"

namespace tocsin::tlog {

inline Digest hash_of(std::uint8_t prefix, ByteView first, ByteView second = {}) {
  Bytes bytes{prefix};
  append(bytes, first);
  append(bytes, second);
  return crypto::sha256(bytes);
}

inline Bytes entry_number(std::uint64_t index) {
  const auto text = "entry " + std::to_string(index);
  return {text.begin(), text.end()};
}

// MTH(D[n]).
inline Digest mth(std::span<const Digest> leaves) {
  if (leaves.empty()) return crypto::sha256({});
  if (leaves.size() == 1) return leaves.front();
  const auto k = std::bit_floor(leaves.size() - 1);
  return hash_of(1, mth(leaves.first(k)), mth(leaves.subspan(k)));
}

// The leaf hashes of a log of this size.
inline std::vector<Digest> leaves_of(std::uint64_t size) {
  std::vector<Digest> leaves;
  for (std::uint64_t i = 0; i < size; ++i) leaves.push_back(hash_of(0, entry_number(i)));
  return leaves;
}

// Gives complete subtrees out of the leaves themselves, each computed once.
inline NodeSource nodes_over(std::span<const Digest> leaves) {
  std::vector<std::vector<Digest>> levels{{leaves.begin(), leaves.end()}};
  while (levels.back().size() > 1) {
    const auto& below = levels.back();
    std::vector<Digest> level;
    for (std::size_t i = 0; i + 1 < below.size(); i += 2) {
      level.push_back(hash_of(1, below[i], below[i + 1]));
    }
    levels.push_back(std::move(level));
  }
  return [levels = std::move(levels)](const Node& node) -> std::optional<Digest> {
    if (node.height >= levels.size() || node.index >= levels[node.height].size()) {
      return std::nullopt;
    }
    return levels[node.height][node.index];
  };
}

}  // namespace tocsin::tlog
