// What a bundle is worth to a reader with a policy of his own: a ladder, and what he may conclude
// from it. Neither the collector nor the country that runs it is believed in anything. Pure.
//
// FORMAT, SIGNED, ATTESTED, INCLUDED, WITNESSED, COMPLETE RANGE, TIMESTAMPED, CLAIM REPRODUCED, and
// STANDS where somebody speaks of an outage (docs/formats/bundle.md).
#pragma once

#include <optional>

#include "audit/ladder.h"
#include "audit/stamp_audit.h"
#include "audit/trust_policy.h"
#include "core/bundle/claim.h"
#include "core/bundle/contents.h"

namespace tocsin::audit {

struct BundleAudit {
  Ladder ladder;
  StampAudit stamps;
  // By the keys of the policy's countries alone; nothing where the bundle does not hold together.
  std::optional<bundle::Claim> concluded;
};

BundleAudit audit_bundle(const bundle::Contents& contents, const TrustPolicy& policy);

}  // namespace tocsin::audit
