#include "audit/log_zones.h"

#include <set>

#include "core/window/logged_zone.h"

namespace tocsin::audit {

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
    return fail("there are too many root zones in the log to judge by: name a month");
  kept_.push_back({*version, object()});
  return {};
}

std::vector<RefusedZone> LogZones::give_to(ReplyJudge& judge,
                                           const zone::TrustAnchors& anchors) const {
  std::vector<RefusedZone> refused;
  std::set<Digest> given;
  const auto give = [&](const Kept& kept) {
    const auto zone = window::verified_zone(kept.version, kept.object, anchors);
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

}  // namespace tocsin::audit
