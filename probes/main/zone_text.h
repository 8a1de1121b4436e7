// What `tocsin-probe zone` shows of a zone that verified.
#pragma once

#include <string>

#include "probes/zone/zone_report.h"

namespace tocsin::probe {

struct ZoneEffort {
  Duration took{};
  std::uint64_t resident_bytes_max = 0;
};

std::string as_table(const ZoneReport& report, const ZoneEffort& effort);

// One object: serial, digest (hex), records, rrsets, zonemd, anchors, good_until, tlds,
// name_servers, endpoints, took_ns, resident_bytes_max.
std::string as_json(const ZoneReport& report, const ZoneEffort& effort);

}  // namespace tocsin::probe
