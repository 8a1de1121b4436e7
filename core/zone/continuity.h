// How long the root goes on if nothing new is published: until the secondaries give up the zone, or
// the first of its signatures ends, whichever comes first.
#pragma once

#include "core/base/time.h"
#include "core/zone/verified_zone.h"

namespace tocsin::zone {

enum class ContinuityLimit : std::uint8_t {
  soa_expire,  // RFC 1035 section 3.3.13: counted from a secondary's last refresh
  signature_end,
};
std::string_view name_of(ContinuityLimit limit);

struct Continuity {
  Duration lasts{};  // never negative
  ContinuityLimit limit{};
};

// For secondaries that refreshed last at `now`. Caches may go on for a TTL longer, and a resolver
// that does not validate does not see the signatures. Pure.
Continuity continuity_of(const VerifiedZone& zone, WallTime now);

}  // namespace tocsin::zone
