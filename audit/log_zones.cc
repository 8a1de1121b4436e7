#include "audit/log_zones.h"

#include <chrono>
#include <set>

#include "core/crypto/sha256.h"
#include "core/record/zstd_frame.h"
#include "core/zone/limits.h"
#include "core/zone/verify.h"

namespace tocsin::audit {
namespace {

// Of 32 bits of seconds, as signatures count them (RFC 4034 section 3.1.5): 2106-02-07.
constexpr WallTime date_max{std::chrono::seconds(0xFFFFFFFF)};

}  // namespace

Status<> LogZones::learn(const entry::JournalRecord& record) {
  if (record.entry.kind != entry::Kind::zone) return {};
  const auto version = record::decode_zone_version(record.entry.body);
  if (!version) return {};
  const auto seen = version->first_seen;
  if (month_ && seen >= month_->end() + judge::candidates_on_to) return {};
  const auto object = [&] { return Bytes(record.payload.begin(), record.payload.end()); };
  if (month_ && seen < month_->begin() - judge::candidates_back_to) {
    const bool is_last = !before_ || seen > before_->version.first_seen;
    if (is_last && version->verified()) before_ = Kept{*version, object()};
    return {};
  }
  if (kept_.size() == zones_max)
    return fail("there are too many root zones in the log to judge by");
  kept_.push_back({*version, object()});
  return {};
}

std::vector<RefusedZone> LogZones::give_to(ReplyJudge& judge,
                                           const zone::TrustAnchors& anchors) const {
  std::vector<RefusedZone> refused;
  std::set<Digest> given;
  const auto give = [&](const Kept& kept) {
    const auto zone = verified(kept, anchors);
    if (!zone) {
      refused.push_back({"serial " + std::to_string(kept.version.serial), zone.error().text});
      if (kept.version.verified()) judge.add_missing(kept.version.first_seen);
    } else if (given.insert(zone->digest()).second) {
      judge.add(*zone, kept.version.first_seen);
    }
  };
  if (before_) give(*before_);
  for (const auto& kept : kept_) give(kept);
  return refused;
}

Result<zone::VerifiedZone> LogZones::verified(const Kept& kept, const zone::TrustAnchors& anchors) {
  const auto& [version, object] = kept;
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

}  // namespace tocsin::audit
