// What of a collector's offer a probe takes: each entry only with the proof that it is in the log
// that the probe knows by its keys, each plan only within what acceptance.h allows. What is not
// taken is said, and changes nothing.
//
// Pure.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/entry/log_keys.h"
#include "core/plan/plan.h"
#include "core/record/opt_out.h"
#include "core/tlog/checkpoint.h"

namespace tocsin::probe {

struct CheckedOffer {
  // Of each name the newest in the log; without measures where that plan is ended.
  std::vector<plan::Plan> plans;
  std::vector<record::OptOut> opt_outs;  // in the order of the log
  // Of later logs, in the order of the log that says it: entries' bodies. Logs that have ended come
  // before those after them, which are called after them.
  std::vector<Bytes> announced;
  std::vector<std::string> refused;  // "plan watch switches the watch off"
  // The largest one that proved something, of the log that was offered last.
  std::optional<tlog::Checkpoint> seen;
};

// An error where it is no offer at all.
Result<CheckedOffer> check_offer(ByteView offer, const entry::LogKeys& log_keys);

}  // namespace tocsin::probe
