#include "core/tlog/merkle_hash.h"

#include <bit>
#include <vector>

#include "core/base/check.h"
#include "core/crypto/sha256.h"

namespace tocsin::tlog {

Digest leaf_hash(ByteView entry) {
  const std::uint8_t prefix = 0;
  return crypto::Sha256().update({&prefix, 1}).update(entry).finish();
}

Digest node_hash(const Digest& left, const Digest& right) {
  ByteArray<65> bytes{1};
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 33);
  return crypto::sha256(bytes);
}

Digest empty_root() {
  return crypto::sha256({});
}

Digest subtree_hash(std::span<const Digest> hashes) {
  check(std::has_single_bit(hashes.size()), "a complete subtree has a power of two of leaves");
  std::vector<Digest> level(hashes.begin(), hashes.end());
  while (level.size() > 1) {
    for (std::size_t i = 0; i < level.size() / 2; ++i) {
      level[i] = node_hash(level[2 * i], level[2 * i + 1]);
    }
    level.resize(level.size() / 2);
  }
  return level.front();
}

}  // namespace tocsin::tlog
