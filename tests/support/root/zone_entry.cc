#include "tests/support/root/zone_entry.h"

#include "core/crypto/sha256.h"
#include "core/record/zstd_frame.h"
#include "core/zone/content.h"

namespace tocsin::test {

ZoneEntry zone_entry(const zone::Zone& zone, WallTime first_seen) {
  Bytes records;
  for (const auto& each : zone.content().records) append(records, each.wire);
  auto object = record::compress(records);
  record::ZoneVersion version{.object = crypto::sha256(object),
                              .object_bytes = object.size(),
                              .serial = zone.serial(),
                              .zone = zone.digest(),
                              .first_seen = first_seen,
                              .server = *plan::address_from("192.0.2.1"),
                              .fault = {}};
  return {std::move(version), std::move(object)};
}

ZoneEntry zone_entry(std::string_view text, WallTime first_seen) {
  return zone_entry(zone::Zone::from_text(text).value(), first_seen);
}

}  // namespace tocsin::test
