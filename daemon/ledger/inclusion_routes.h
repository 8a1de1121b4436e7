// Whether the log has what was acknowledged, for the probe that sent it:
//
//   GET  /v1/inclusion/<hex of the envelope's digest>   under our newest cosigned checkpoint, or
//   under
//                                                       the newest where that one is too small
//   POST /v1/inclusion/<...>                            under the checkpoint that is the body: one
//   that
//                                                       the asker has from a witness
//
// Behind the digest may stand ?leaf=N, as the header of the acknowledgement said it: then a batch
// of any age is proved. Without it the index must have the batch.
//
// The answer is a C2SP tlog-proof; 404 where there is none (yet). What a body says is not looked
// into: a checkpoint that is not of this log gets a proof that does not hold.
#pragma once

#include "core/http/router.h"
#include "daemon/ingest/batch_index.h"
#include "daemon/ledger/log_folder.h"

namespace tocsin::collector {

// What is referred to outlives the router. Called on the thread of the listener, which owns the
// index and may read files.
void add_inclusion_routes(http::Router& router, const LogFolder& folder, const BatchIndex& batches);

}  // namespace tocsin::collector
