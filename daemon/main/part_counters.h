// What the parts of a running collector have counted, as its page on /metrics has it.
#pragma once

#include <string>

#include "core/http/server.h"
#include "core/witnessing/standing.h"
#include "daemon/export/collector_counters.h"
#include "daemon/ingest/ingest_counts.h"
#include "daemon/zones/zone_store.h"

namespace tocsin::collector {

void add_ingest(CollectorCounters& out, const IngestCounts& counts);
void add_zones(CollectorCounters& out, const ZoneStore& zones, WallTime now);
void add_peer_logs(CollectorCounters& out, const witnessing::Standings::ByOrigin& standings);
void add_server(CollectorCounters& out,
                const std::string& listener,
                const http::ServerCounts& counts);

}  // namespace tocsin::collector
