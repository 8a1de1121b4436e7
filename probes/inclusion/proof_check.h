// Whether an answer proves what it should: signed by the log and by whom it must be, of this log,
// and no other entry than the one that was promised. Total over hostile text.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/result.h"
#include "core/crypto/ed25519.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/verifier_key.h"
#include "probes/inclusion/promise.h"

namespace tocsin::probe {

// What a witness says of a log: "as of then, this is the largest tree that I have seen".
struct Witnessed {
  tlog::Checkpoint checkpoint;
  WallTime at;
};

// The text that a witness serves of the log under this origin.
Result<Witnessed> check_witnessed(std::string_view note,
                                  std::string_view origin,
                                  const crypto::PublicKey& log_key,
                                  const tlog::VerifierKey& witness);

// A C2SP tlog-proof that the log has what it promised: in exactly this tree, or in any tree that
// the log has signed. The checkpoint that shows it.
Result<tlog::Checkpoint> check_proof(std::string_view proof,
                                     const Promise& promise,
                                     const crypto::PublicKey& log_key,
                                     const std::optional<tlog::TreeHead>& tree);

}  // namespace tocsin::probe
