// What changed in the root zone as an Atom feed (RFC 4287): one entry for each TLD and step. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/zone/difference.h"

namespace tocsin::zone {

// From one version to the next.
struct ZoneStep {
  std::uint32_t before = 0;  // serials
  std::uint32_t after = 0;
  WallTime first_seen;  // the later one
  std::vector<DelegationChange> changes;
};

struct FeedHead {
  std::string id;  // an IRI that never changes: where it is served, if it is
  std::string author;
  WallTime updated;  // when the newest step was seen; of an empty feed, when it was made
};

// The entries come in the order of the steps: put the newest first. An entry's id is the feed's
// with "#BEFORE-AFTER-TLD"; its categories are its alarms.
std::string atom_feed(const FeedHead& head, std::span<const ZoneStep> steps);

}  // namespace tocsin::zone
