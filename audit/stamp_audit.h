// What authorities' time-stamps say of when a range was logged, by those that a reader's policy
// names (docs/formats/timestamp.md). Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/trust_policy.h"
#include "core/bundle/range.h"
#include "core/bundle/stamp_findings.h"

namespace tocsin::audit {

struct StampAudit {
  std::vector<bundle::StampFinding> tokens;
  std::vector<std::string> authorities;  // whose tokens count, each once
  // Enough of them had stamped the end by then; as many as the policy asks for, or one.
  std::optional<WallTime> by;
  // What was logged behind `before` was logged after that, as this authority has signed.
  std::optional<WallTime> after;
  std::string after_by;
};

// `seen` is when the first of the policy's witnesses had seen the end, and `newest` how late its
// batches are dated (bundle::stamp_findings).
StampAudit audit_stamps(const bundle::Range& range,
                        const TrustPolicy& policy,
                        std::optional<WallTime> seen,
                        WallTime newest);

}  // namespace tocsin::audit
