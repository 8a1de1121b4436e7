// What a log sends to a witness (C2SP tlog-witness, "add-checkpoint"): its new checkpoint, and the
// proof that the tree which the witness saw last is the new one's front.
//
//   old <size>
//   base64 hash                 0 to 63 lines: a consistency proof (RFC 6962 section 2.1.2)
//   <empty line>
//   the checkpoint, a signed note
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/tlog/merkle_proof.h"
#include "core/tlog/note.h"

namespace tocsin::witness {

// A note with a hundred signatures of the longest kind that the specification knows is shorter.
inline constexpr std::size_t add_checkpoint_bytes_max = 512 * 1024;

// Below the submission prefix.
inline constexpr std::string_view add_checkpoint_path = "/add-checkpoint";
// Of an answer whose body is the size that the witness saw last, "20852014\n".
inline constexpr std::string_view size_content_type = "text/x.tlog.size";

struct AddCheckpoint {
  std::uint64_t old_size = 0;
  tlog::Proof proof;
  tlog::Note checkpoint;

  bool operator==(const AddCheckpoint&) const = default;
};

std::string encode(const AddCheckpoint& request);
Result<AddCheckpoint> parse_add_checkpoint(std::string_view body);

}  // namespace tocsin::witness
