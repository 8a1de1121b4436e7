// The two zones that the judge's tests have (tests/unit/core/judge/world.h), as a log has them.
#pragma once

#include "core/window/recent_zones.h"
#include "tests/support/root/zone_entry.h"
#include "tests/unit/core/judge/world.h"

namespace tocsin::window {

using judge::test::january;

inline tocsin::test::ZoneEntry entry_of(const std::string& name, WallTime first_seen) {
  return tocsin::test::zone_entry(judge::test::text_of(name), first_seen);
}

inline zone::TrustAnchors anchors_of_january() {
  return zone::anchors_from(judge::test::text_of("anchor.ds")).value();
}

}  // namespace tocsin::window
