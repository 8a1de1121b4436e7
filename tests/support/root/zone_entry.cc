#include "tests/support/root/zone_entry.h"

#include "core/crypto/sha256.h"
#include "core/record/zstd_frame.h"
#include "core/zone/content.h"
#include "core/zone/zone.h"

namespace tocsin::test {

ZoneEntry zone_entry(std::string_view text, WallTime first_seen) {
  const auto zone = zone::Zone::from_text(text).value();
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

}  // namespace tocsin::test
