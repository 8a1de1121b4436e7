// A zone as a collector's log has it.
#pragma once

#include <string_view>

#include "core/record/zone_version.h"
#include "core/zone/zone.h"

namespace tocsin::test {

struct ZoneEntry {
  record::ZoneVersion version;
  Bytes object;

  Bytes body() const { return encode(version); }
};

ZoneEntry zone_entry(const zone::Zone& zone, WallTime first_seen);
ZoneEntry zone_entry(std::string_view text, WallTime first_seen);

}  // namespace tocsin::test
