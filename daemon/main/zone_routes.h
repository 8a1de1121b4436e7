// What changed in the root zone's delegations, for everybody: GET /v1/delegations, and as a feed
// GET /v1/delegations.atom (docs/formats/zone.md).
#pragma once

#include <string>

#include "core/base/time.h"
#include "core/http/router.h"
#include "daemon/zones/step_book.h"

namespace tocsin::collector {

// The book outlives the router. `origin` is the log's.
void add_zone_routes(http::Router& router,
                     const StepBook& steps,
                     const std::string& origin,
                     WallTime now);

}  // namespace tocsin::collector
