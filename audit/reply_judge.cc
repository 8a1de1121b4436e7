#include "audit/reply_judge.h"

namespace tocsin::audit {
namespace {

Result<zone::ZoneIndex, zone::Fault> index_of(const ZoneFile& file,
                                              const zone::TrustAnchors& anchors,
                                              WallTime near) {
  const auto read = zone::Zone::from_text(file.text);
  if (!read) return tl::unexpected(read.error());
  const auto verified = verified_near(*read, anchors, near);
  if (!verified) return tl::unexpected(verified.error());
  return zone::ZoneIndex(*verified);
}

}  // namespace

ReplyJudge::ReplyJudge(const std::vector<ZoneFile>& zones,
                       const zone::TrustAnchors& anchors,
                       WallTime at) {
  zones_.reserve(zones.size());
  for (const auto& file : zones) {
    auto index = index_of(file, anchors, file.first_seen.value_or(at));
    if (!index) {
      refused_.push_back({file.name, to_text(index.error())});
      continue;
    }
    zones_.push_back({*std::move(index), file.first_seen});
  }
}

judge::Judgement ReplyJudge::judge(ByteView reply, WallTime at) {
  candidates_.clear();
  for (const auto& [index, first_seen] : zones_) {
    candidates_.push_back({&index, first_seen.value_or(at)});
  }
  return judge::judge_correctness(reply, candidates_, at, memo_);
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
