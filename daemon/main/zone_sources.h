// Where a running collector's zone store has its zones and its news from.
#pragma once

#include "config/collector_options.h"
#include "core/base/entropy.h"
#include "core/durable/file_system.h"
#include "daemon/live/admitted_batch.h"
#include "daemon/zones/zone_store.h"

namespace tocsin::collector {

// An error where the file of the trust anchors has none.
Result<ZoneSources> zone_sources_from(durable::FileSystem& files, const config::Zones& options);

// The zone that a server gives. `entropy` outlives the task.
net::Task<Result<Bytes, xfr::Fault>> fetch_zone(plan::Address server, Entropy& entropy);

// The newest serial of the root that a batch has from a letter; nothing where its plan asks others
// too.
std::optional<std::uint32_t> serial_seen_in(const AdmittedBatch& batch);

}  // namespace tocsin::collector
