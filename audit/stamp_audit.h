// What authorities' time-stamps say of when a range was logged, by those that a reader's policy
// names (docs/formats/timestamp.md). Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/trust_policy.h"
#include "core/bundle/range.h"
#include "core/crypto/timestamp.h"

namespace tocsin::audit {

// One of the bundle's tokens of its end.
struct StampFinding {
  std::string file;                        // "token/1234"
  std::string authority = {};              // of the policy; empty: of none
  std::optional<crypto::Timestamp> stamp;  // nothing: it does not verify
  std::string why_not = {};                // it does not count; empty: it does
};

struct StampAudit {
  std::vector<StampFinding> tokens;
  std::vector<std::string> authorities;  // whose tokens count, each once
  // Enough of them had stamped the end by then; as many as the policy asks for, or one.
  std::optional<WallTime> by;
  // What was logged behind `before` was logged after that, as this authority has signed.
  std::optional<WallTime> after;
  std::string after_by;
};

// A token counts for one authority, that from which its chain leads. `seen` is when the first of
// the policy's witnesses had seen the end, and `newest` how late its batches are dated: a token of
// well before either is of a clock that is wrong.
StampAudit audit_stamps(const bundle::Range& range,
                        const TrustPolicy& policy,
                        std::optional<WallTime> seen,
                        WallTime newest);

}  // namespace tocsin::audit
