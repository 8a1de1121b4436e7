// Who of a policy's witnesses has cosigned a tree, and when it was the newest that they had seen.
// No time rests on one witness alone where the policy asks for several: what is said is what a
// quorum of them bears out, so one that lies can move nothing. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/tlog/policy.h"

namespace tocsin::audit {

struct Witnessed {
  std::string error = {};  // why its signatures do not hold
  std::vector<std::string> names = {};
  bool quorum = false;
  std::optional<WallTime> first = {};  // that any of them says
  // The earliest time by which a quorum had seen it, and the latest at which it was still the
  // newest for one. Of all of them where the policy asks for none, or they are none.
  std::optional<WallTime> by = {};
  std::optional<WallTime> since = {};
};

Witnessed witnessed(const tlog::Note& checkpoint, const tlog::Policy& policy);

}  // namespace tocsin::audit
