// A root zone as a log keeps it (docs/formats/zone.md), checked by whoever reads it. Pure.
#pragma once

#include "core/base/result.h"
#include "core/record/zone_version.h"
#include "core/zone/trust_anchors.h"
#include "core/zone/verified_zone.h"

namespace tocsin::window {

// What a zone entry says and its object, one zstd frame of the records: by both digests, and by
// ZONEMD and by DNSSEC from the anchors, at the time when the log first saw it. An error says why
// it is used for nothing. Takes a few hundred milliseconds.
Result<zone::VerifiedZone> verified_zone(const record::ZoneVersion& version,
                                         ByteView object,
                                         const zone::TrustAnchors& anchors);

}  // namespace tocsin::window
