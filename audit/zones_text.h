// What changed from one zone to the next, for people.
#pragma once

#include <iosfwd>

#include "audit/zone_change.h"

namespace tocsin::audit {

void print_text(std::ostream& out, const ZoneChange& change);

}  // namespace tocsin::audit
