// The small root zone of core/zone's tests, as a server gives it away.
#pragma once

#include "core/zone/content.h"
#include "tests/unit/core/zone/zones.h"

namespace tocsin::collector {

inline Bytes records_of(const std::string& zone_text) {
  Bytes records;
  const auto zone = zone::Zone::from_text(zone_text).value();
  for (const auto& record : zone.content().records) append(records, record.wire);
  return records;
}

inline const Bytes& good_records() {
  static const Bytes records = records_of(zone::test::text_of("signed.zone"));
  return records;
}

// The same zone with an address of a name server that nobody signed.
inline Bytes records_with_other_glue(std::uint8_t mark) {
  const auto address = "192.0.2." + std::to_string(mark);
  return records_of(zone::test::with(zone::test::text_of("signed.zone"), "192.0.2.1", address));
}

inline zone::TrustAnchors small_anchors() {
  return *zone::anchors_from(zone::test::text_of("anchor.ds"));
}

}  // namespace tocsin::collector
