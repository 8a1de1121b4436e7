// A root zone that a server gave: whether it verifies, and what the log is to say of it. Pure;
// takes a few hundred milliseconds, so not on a thread that others wait for.
#pragma once

#include <optional>
#include <vector>

#include "core/record/zone_version.h"
#include "core/zone/difference.h"
#include "core/zone/trust_anchors.h"
#include "core/zone/verified_zone.h"

namespace tocsin::collector {

struct LookedAt {
  record::ZoneVersion version;
  Bytes object;
  std::optional<zone::VerifiedZone> zone;  // nothing where it does not verify
};

// The records as core/xfr hands them over. An error where they are no root zone at all.
Result<LookedAt> look_at(const Bytes& records,
                         const plan::Address& server,
                         const zone::TrustAnchors& anchors,
                         WallTime at);

// The object of a version that verified, opened and verified again, as of that time. An error
// where it is no zone's, or does not verify.
Result<zone::VerifiedZone> verify_again(ByteView object,
                                        const zone::TrustAnchors& anchors,
                                        WallTime at);

// From the object of one version that verified to that of another. An error where one is no zone's.
Result<std::vector<zone::DelegationChange>> changes_in(ByteView before, ByteView after);

}  // namespace tocsin::collector
