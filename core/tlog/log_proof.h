// That an entry is in a log, as a file that needs nothing else but the reader's keys (C2SP
// tlog-proof): the entry's index, the hashes up to the root, and the checkpoint with that root.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/merkle_proof.h"
#include "core/tlog/note.h"

namespace tocsin::tlog {

struct LogProof {
  std::optional<Bytes> extra;  // not authenticated
  std::uint64_t index = 0;
  Proof path;
  Note checkpoint;

  bool operator==(const LogProof&) const = default;
};

std::string encode(const LogProof& proof);
Result<LogProof> parse_log_proof(std::string_view text);

// Whether the entry is where the proof says, in the tree of its checkpoint. Who signed the
// checkpoint is another question (note_check.h, policy.h).
Result<Checkpoint> check_inclusion(const LogProof& proof, ByteView entry);

}  // namespace tocsin::tlog
