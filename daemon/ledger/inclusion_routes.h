// Whether the log has what was acknowledged, for the probe that sent it:
//
//   GET /v1/inclusion/<digest>    under our newest cosigned checkpoint, or under the newest where
//                                 that one is too small
//   POST /v1/inclusion/<digest>   under the checkpoint that is the body: one that the asker has
//                                 from a witness
//
// The digest is the envelope's, in hex. Behind it may stand ?leaf=N, as the header of the
// acknowledgement said it: then a batch of any age is proved. Without it the index must have the
// batch. And &log=<hex of SHA-256 of an origin>, as the acknowledgement names it: where the log has
// ended, its own folder proves; without it the current one is asked.
//
// The answer is a C2SP tlog-proof; 404 where there is none (yet). What a body says is not looked
// into: a checkpoint that is not of this log gets a proof that does not hold.
#pragma once

#include <vector>

#include "core/base/digest.h"
#include "core/http/router.h"
#include "daemon/ingest/batch_index.h"
#include "daemon/ledger/log_folder.h"

namespace tocsin::collector {

// What is referred to outlives the router. Called on the thread of the listener, which owns the
// indexes and may read files.
struct ProvingLog {
  Digest origin{};  // SHA-256 of it
  const LogFolder& folder;
  const BatchIndex& batches;
};

// The last one is the current one.
void add_inclusion_routes(http::Router& router, std::vector<ProvingLog> logs);

}  // namespace tocsin::collector
