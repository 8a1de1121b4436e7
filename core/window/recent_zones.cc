#include "core/window/recent_zones.h"

#include "core/window/logged_zone.h"

namespace tocsin::window {

void RecentZones::learn(std::uint64_t index, ByteView body, ByteView object) {
  auto version = record::decode_zone_version(body);
  if (!version || !version->verified()) return;
  candidates_.clear();
  if (zones_.size() == zones_max) zones_.pop_front();
  zones_.push_back({.index = index,
                    .version = *std::move(version),
                    .object = Bytes(object.begin(), object.end())});
}

std::set<std::uint64_t> RecentZones::indices() const {
  std::set<std::uint64_t> indices;
  for (const auto& kept : zones_) indices.insert(kept.index);
  return indices;
}

void RecentZones::give_object(std::uint64_t index, ByteView object) {
  for (auto& kept : zones_) {
    if (kept.index == index) kept.object.assign(object.begin(), object.end());
  }
}

std::span<const judge::Candidate> RecentZones::candidates(const zone::TrustAnchors& anchors) {
  if (!candidates_.empty()) return candidates_;
  const zone::ZoneIndex* beside = nullptr;
  for (auto& kept : zones_) {
    if (!kept.is_checked) {
      const auto verified = verified_zone(kept.version, kept.object, anchors);
      if (verified) kept.zone.emplace(*verified, beside);
      kept.is_checked = true;
      kept.object = Bytes();
    }
    if (kept.zone) beside = &*kept.zone;
    candidates_.push_back({kept.zone ? &*kept.zone : nullptr, kept.version.first_seen});
  }
  return candidates_;
}

}  // namespace tocsin::window
