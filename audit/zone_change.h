// What changed from one zone file to the next, and how far it is to be believed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/digest.h"
#include "core/base/time.h"
#include "core/zone/difference.h"

namespace tocsin::audit {

struct ZoneVersion {
  std::string file;
  std::uint32_t serial = 0;
  Digest digest{};
  std::optional<WallTime> first_seen;
  // Of the set of endpoints that probes make of it (core/record/target_set.h); of a verified zone.
  std::optional<Digest> targets;
};

enum class Verification : std::uint8_t { none, verified };

struct ZoneChange {
  ZoneVersion before;
  ZoneVersion after;
  Verification verification{};  // of both
  std::vector<zone::DelegationChange> changes;
};

}  // namespace tocsin::audit
