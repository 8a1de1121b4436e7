// What changed from one zone to the next, for programs: one JSON object on one line.
#pragma once

#include <iosfwd>

#include "audit/zone_change.h"

namespace tocsin::audit {

void print_json(std::ostream& out, const ZoneChange& change);

}  // namespace tocsin::audit
