// Routers on the way to a server, in words.
#pragma once

#include <string>

#include "core/record/trace.h"

namespace tocsin::audit {

// "203.0.113.9"; "own 0" for one inside the vantage point's own network.
std::string router_text(const record::Router& router);

// Who spoke at each hop, in order, once each: "own 0 > 203.0.113.9/203.0.113.13 > * > answer". A
// hop where nobody did is "*".
std::string way_text(const record::Trace& trace);

}  // namespace tocsin::audit
