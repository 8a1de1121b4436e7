// The hashes of a Merkle tree (RFC 6962 section 2.1): leaves and nodes are told apart by their
// first byte, so that no entry can pass for a node.
#pragma once

#include <span>

#include "core/base/digest.h"

namespace tocsin::tlog {

Digest leaf_hash(ByteView entry);
Digest node_hash(const Digest& left, const Digest& right);
Digest empty_root();  // SHA-256 of nothing

// The hash of the tree over these hashes, a power of two of them.
Digest subtree_hash(std::span<const Digest> hashes);

}  // namespace tocsin::tlog
