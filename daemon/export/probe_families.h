// What is known of each probe, and what each sees of the root. `tocsin_probe_up`, the voice, the
// last report and the counters stay for every probe that is enrolled; everything else goes when it
// is silent.
#pragma once

#include "daemon/export/page.h"
#include "daemon/live/snapshot.h"

namespace tocsin::collector {

void add_probe_families(Page& page, const Snapshot& snapshot);
void add_server_families(Page& page, const Snapshot& snapshot);

}  // namespace tocsin::collector
