// The log's part of a bundle: everything that was logged between two checkpoints, and entries from
// before that, each with its proof. Whether the bundle's trees hold together is found out here,
// from the bundle alone; who signed their checkpoints is the reader's question.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/bundle/contents.h"
#include "core/bundle/stamped.h"
#include "core/tlog/signed_tree.h"

namespace tocsin::bundle {

using tlog::SignedTree;

struct LoggedEntry {
  std::uint64_t index = 0;
  ByteView bytes;  // within the contents
};

struct Range {
  std::optional<SignedTree> before;
  SignedTree after;
  std::vector<LoggedEntry> entries;  // of the range, without a hole, up to the end of `after`
  std::vector<LoggedEntry> earlier;  // by index, all below the range's first

  std::optional<Stamped> stamped;  // what dates the end

  std::uint64_t first() const { return entries.front().index; }
};

// Appends every entry of the range to the front of the tree, which must give the roots of both
// checkpoints on the way; the consistency proof and those of the earlier entries must hold. An
// error where anything is missing, does not fit, or is there and is not needed.
Result<Range> replay(const Contents& contents);

}  // namespace tocsin::bundle
