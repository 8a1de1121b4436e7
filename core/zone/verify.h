// Whether a root zone is the one that its keepers signed.
//
// What is proved, from the anchors on, at the given time:
//  - the zone's keys; every authoritative RRset by a signature of one of them (so: each DS set);
//  - by the signed NSEC chain, that no name of the zone's own, no TLD, and no type of theirs (no DS
//    set) was added or left out; a ZONEMD that was stripped is found by this too;
//  - by ZONEMD (RFC 8976, scheme SIMPLE, SHA-384 or SHA-512), where the zone has one: every octet.
//
// **Without ZONEMD it is not proved** which name servers a TLD has, nor their addresses, nor any
// TTL: NS at a delegation and glue are unsigned. Whoever changed them on the way can lead queries
// where he likes; he cannot forge the root's or a TLD's signed data. `WithoutZonemd` decides.
#pragma once

#include "core/base/time.h"
#include "core/zone/trust_anchors.h"
#include "core/zone/verified_zone.h"
#include "core/zone/zone.h"

namespace tocsin::zone {

// The first fault in canonical order. Takes about 45 us for each of some 2,900 signatures. Pure.
Result<VerifiedZone, Fault> verify(Zone zone,
                                   const TrustAnchors& anchors,
                                   WallTime at,
                                   WithoutZonemd without_zonemd);

}  // namespace tocsin::zone
