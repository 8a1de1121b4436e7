// The public log over HTTP, as C2SP tlog-tiles says:
//
//   GET /log/checkpoint               the newest one; changes every few seconds
//   GET /log/tile/<L>/<N>[.p/<W>]     hashes, for ever the same
//   GET /log/tile/entries/<N>[.p/<W>] entries, for ever the same
//
// or below another path, such as /log/2027: each log keeps its own for ever.
//
// Plain HTTP: the log's signature and hashes say all that TLS would. Whoever wants more than one
// listener copies the folder to any static server.
#pragma once

#include <string>

#include "core/http/router.h"
#include "daemon/ledger/log_folder.h"

namespace tocsin::collector {

// The folder outlives the router. Called on the thread of the listener, which may read files.
void add_log_routes(http::Router& router, const std::string& path, const LogFolder& folder);

}  // namespace tocsin::collector
