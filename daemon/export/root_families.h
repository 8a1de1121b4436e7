// The root as a service with its denominators, and the queries behind it by country.
#pragma once

#include "daemon/export/page.h"
#include "daemon/live/snapshot.h"

namespace tocsin::collector {

void add_root_families(Page& page, const Snapshot& snapshot);
// Over the last hour and day, and how old the zones of instances are.
void add_window_families(Page& page, const Snapshot& snapshot);
void add_traffic_families(Page& page, const Snapshot& snapshot);

}  // namespace tocsin::collector
