#include "audit/reply_judge.h"

#include <algorithm>

namespace tocsin::audit {
namespace {

Result<zone::VerifiedZone, zone::Fault> verified(const ZoneFile& file,
                                                 const zone::TrustAnchors& anchors,
                                                 WallTime near) {
  const auto read = zone::Zone::from_text(file.text);
  if (!read) return tl::unexpected(read.error());
  return verified_near(*read, anchors, near);
}

}  // namespace

ReplyJudge::ReplyJudge(const std::vector<ZoneFile>& zones,
                       const zone::TrustAnchors& anchors,
                       WallTime at) {
  zones_.reserve(zones.size());
  for (const auto& file : zones) {
    const auto zone = verified(file, anchors, file.first_seen.value_or(at));
    if (!zone) {
      refused_.push_back({file.name, to_text(zone.error())});
      continue;
    }
    add(*zone, file.first_seen);
  }
}

void ReplyJudge::add(const zone::VerifiedZone& zone, std::optional<WallTime> first_seen) {
  const auto* beside = zones_.empty() ? nullptr : &zones_.back().index;
  zones_.push_back({zone::ZoneIndex(zone, beside), zone.digest(), first_seen});
}

judge::Judgement ReplyJudge::judge(ByteView reply, WallTime at) {
  candidates_ = missing_;
  for (const auto& zone : zones_) {
    candidates_.push_back({&zone.index, zone.first_seen.value_or(at - judge::candidates_back_to)});
  }
  return judge::judge_correctness(reply, candidates_, at, memo_);
}

std::vector<JudgedBy> ReplyJudge::judged_by() const {
  std::vector<JudgedBy> zones;
  for (const auto& zone : zones_) {
    if (zone.first_seen) zones.push_back({zone.digest, *zone.first_seen});
  }
  std::ranges::sort(zones);
  const auto doubles = std::ranges::unique(zones);
  zones.erase(doubles.begin(), doubles.end());
  return zones;
}

ReplyVerdict judge_reply(ByteView reply,
                         const std::vector<ZoneFile>& zones,
                         const zone::TrustAnchors& anchors,
                         WallTime at) {
  ReplyJudge judge(zones, anchors, at);
  auto judgement = judge.judge(reply, at);
  return {.judgement = std::move(judgement), .refused = judge.refused()};
}

}  // namespace tocsin::audit
