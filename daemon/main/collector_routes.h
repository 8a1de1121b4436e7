// Which listener of a collector answers what: the one table of its paths.
#pragma once

#include <functional>
#include <string>

#include "core/base/time.h"
#include "daemon/cosign/cosign_thread.h"
#include "daemon/enrol/enrolment.h"
#include "daemon/export/collector_counters.h"
#include "daemon/ingest/ingest.h"
#include "daemon/ingest/refusal_desk.h"
#include "daemon/main/admin_routes.h"
#include "daemon/main/listeners.h"
#include "daemon/main/live_pages.h"
#include "daemon/main/plan_desk.h"
#include "daemon/segments/object_desk.h"
#include "daemon/zones/zone_store.h"

namespace tocsin::collector {

// One of the collector's logs, as the listeners have it.
struct ServedLog {
  const OwnLog& log;
  LogFolder& folder;
  ObjectDesk& objects;
  const BatchIndex& batches;
  CosignThread* cosigning = nullptr;  // none where nobody is asked for it
};

// Who answers. All on the collector's Asio thread, and all outlive the routers.
struct Answering {
  Ingest& ingest;
  RefusalDesk& refusals;
  PlanDesk& plans;
  ZoneStore& zones;
  Enrolment& enrolment;
  LivePages& live;
  std::vector<ServedLog> logs = {};  // in their order, the current one last
  WallTime now = {};                 // of the start
  AdminActions admin = {};
  std::function<CollectorCounters()> counters = {};
  std::function<std::string()> neighbours = {};  // the page (daemon/export/neighbours.h)
};

Routers routers_of(Answering answering);

}  // namespace tocsin::collector
