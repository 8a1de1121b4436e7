// What a log signs: its name and its tree (C2SP tlog-checkpoint). Exactly three lines: extension
// lines are refused, because nobody can audit them and not every cosignature covers them.
//
//   geneva.example/log
//   20852163
//   CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/tlog/merkle_proof.h"

namespace tocsin::tlog {

struct Checkpoint {
  std::string origin;
  TreeHead tree;

  bool operator==(const Checkpoint&) const = default;
};

std::string encode(const Checkpoint& checkpoint);
Result<Checkpoint> parse_checkpoint(std::string_view text);
// The three lines as they stand, even where an empty tree has a root: a witness has a word of its
// own for that.
Result<Checkpoint> parse_checkpoint_lines(std::string_view text);

// Decimal digits without a leading zero, as C2SP writes sizes, indices and times.
std::optional<std::uint64_t> parse_decimal(std::string_view text);
std::optional<Digest> parse_hash(std::string_view base64);

}  // namespace tocsin::tlog
