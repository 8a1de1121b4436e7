#include "core/window/logged_zone.h"

#include <chrono>

#include "core/crypto/sha256.h"
#include "core/record/zstd_frame.h"
#include "core/zone/limits.h"
#include "core/zone/verify.h"

namespace tocsin::window {
namespace {

// Of 32 bits of seconds, as signatures count them (RFC 4034 section 3.1.5): 2106-02-07.
constexpr WallTime date_max{std::chrono::seconds(0xFFFFFFFF)};

}  // namespace

Result<zone::VerifiedZone> verified_zone(const record::ZoneVersion& version,
                                         ByteView object,
                                         const zone::TrustAnchors& anchors) {
  if (object.empty()) return fail("its object is not there");
  if (crypto::sha256(object) != version.object) return fail("its object has another digest");
  if (version.first_seen < WallTime() || version.first_seen > date_max) {
    return fail("it is dated outside of 1970 to 2106");
  }
  const auto records = record::decompress_at_most(object, zone::zone_octets_max);
  if (!records) return fail("its object is no zone's");
  auto zone = zone::Zone::from_records(*records);
  if (!zone) return fail(to_text(zone.error()));
  if (zone->digest() != version.zone) return fail("its object is another zone's");
  constexpr auto policy = zone::WithoutZonemd::refuse;
  auto verified = zone::verify(*std::move(zone), anchors, version.first_seen, policy);
  if (!verified) return fail(to_text(verified.error()));
  return *std::move(verified);
}

}  // namespace tocsin::window
