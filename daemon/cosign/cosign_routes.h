// What witnesses and readers of cosignatures ask the public listener:
//
// (or below another log's path)
//
//   GET  /log/cosigned      the newest checkpoint with enough cosignatures; 404 where none has
//   GET  /log/candidate     the checkpoint that is to be cosigned now
//   POST /log/cosignature   a candidate with cosignatures below it; 200, or 422 with why not
#pragma once

#include "core/http/router.h"
#include "daemon/cosign/cosign_thread.h"
#include "daemon/ledger/log_folder.h"

namespace tocsin::collector {

// Without a thread, as where no witness is configured or a log has ended with enough of them, the
// first one alone. Both outlive the router. The folder is that of the listener's thread.
void add_cosign_routes(http::Router& router,
                       const std::string& path,
                       const LogFolder& folder,
                       CosignThread* cosign);

}  // namespace tocsin::collector
