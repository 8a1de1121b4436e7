#include "daemon/zones/looked_at.h"

#include "core/crypto/sha256.h"
#include "core/record/zstd_frame.h"
#include "core/zone/limits.h"
#include "core/zone/verify.h"

namespace tocsin::collector {

namespace {

Result<zone::Zone> opened(ByteView object) {
  const auto records = record::decompress_at_most(object, zone::zone_octets_max);
  if (!records) return fail("the object is no zone's");
  auto given = zone::Zone::from_records(*records);
  if (!given) return fail(to_text(given.error()));
  return *std::move(given);
}

}  // namespace

using zone::WithoutZonemd;

Result<LookedAt> look_at(const Bytes& records,
                         const plan::Address& server,
                         const zone::TrustAnchors& anchors,
                         WallTime at) {
  auto given = zone::Zone::from_records(records);
  if (!given) return fail(to_text(given.error()));
  LookedAt looked;
  looked.object = record::compress(records);
  looked.version = {.object = crypto::sha256(looked.object),
                    .object_bytes = looked.object.size(),
                    .serial = given->serial(),
                    .zone = given->digest(),
                    .first_seen = at,
                    .server = server,
                    .fault = {}};
  auto verified = zone::verify(*std::move(given), anchors, at, WithoutZonemd::refuse);
  if (verified) {
    looked.zone = *std::move(verified);
  } else {
    looked.version.fault = to_text(verified.error());
  }
  return looked;
}

Result<zone::VerifiedZone> verify_again(ByteView object,
                                        const zone::TrustAnchors& anchors,
                                        WallTime at) {
  auto given = opened(object);
  if (!given) return tl::unexpected(given.error());
  auto verified = zone::verify(*std::move(given), anchors, at, WithoutZonemd::refuse);
  if (!verified) return fail(to_text(verified.error()));
  return *std::move(verified);
}

Result<std::vector<zone::DelegationChange>> changes_in(ByteView before, ByteView after) {
  const auto from = opened(before);
  if (!from) return tl::unexpected(from.error());
  const auto to = opened(after);
  if (!to) return tl::unexpected(to.error());
  return zone::changes_between(from->delegations(), to->delegations());
}

}  // namespace tocsin::collector
