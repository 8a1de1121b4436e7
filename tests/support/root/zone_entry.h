// A zone of a text, as a collector's log has it.
#pragma once

#include <string_view>

#include "core/record/zone_version.h"

namespace tocsin::test {

struct ZoneEntry {
  record::ZoneVersion version;
  Bytes object;

  Bytes body() const { return encode(version); }
};

ZoneEntry zone_entry(std::string_view text, WallTime first_seen);

}  // namespace tocsin::test
