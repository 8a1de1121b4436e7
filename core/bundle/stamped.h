// What of a bundle dates its end for those who do not believe its witnesses: a checkpoint that is
// `after` or holds it as its front, and tokens of authorities (RFC 3161) whose imprint is the
// SHA-256 of that checkpoint's file. Whose tokens count is the reader's question.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/bundle/contents.h"
#include "core/tlog/signed_tree.h"

namespace tocsin::bundle {

inline constexpr std::size_t tokens_max = 64;

struct StampToken {
  std::uint64_t index = 0;  // of the entry of the log that has it
  ByteView bytes;           // within the contents
};

struct Stamped {
  tlog::SignedTree tree;
  Digest imprint{};                // of its file
  std::vector<StampToken> tokens;  // at least one, by index
};

// Nothing where the bundle has none. An error where what it has does not belong together.
Result<std::optional<Stamped>> stamped_in(const Contents& contents, const tlog::SignedTree& after);

}  // namespace tocsin::bundle
