#include "audit/reply_judge.h"

#include "core/zone/signed_time.h"
#include "core/zone/verify.h"

namespace tocsin::audit {
namespace {

Result<zone::ZoneIndex, zone::Fault> index_of(const ZoneFile& file,
                                              const zone::TrustAnchors& anchors,
                                              WallTime near) {
  const auto read = zone::Zone::from_text(file.text);
  if (!read) return tl::unexpected(read.error());
  const auto time = zone::nearest_signed_time(*read, near).value_or(near);
  const auto verified = zone::verify(*read, anchors, time, zone::WithoutZonemd::accept);
  if (!verified) return tl::unexpected(verified.error());
  return zone::ZoneIndex(*verified);
}

}  // namespace

ReplyVerdict judge_reply(ByteView reply,
                         const std::vector<ZoneFile>& zones,
                         const zone::TrustAnchors& anchors,
                         WallTime at) {
  ReplyVerdict verdict;
  std::vector<zone::ZoneIndex> indexes;
  indexes.reserve(zones.size());  // candidates point into it
  std::vector<judge::Candidate> candidates;
  for (const auto& file : zones) {
    const auto first_seen = file.first_seen.value_or(at);
    auto index = index_of(file, anchors, first_seen);
    if (!index) {
      verdict.refused.push_back({file.name, to_text(index.error())});
      continue;
    }
    indexes.push_back(*std::move(index));
    candidates.push_back({&indexes.back(), first_seen});
  }
  zone::SignatureMemo memo;
  verdict.judgement = judge::judge_correctness(reply, candidates, at, memo);
  return verdict;
}

}  // namespace tocsin::audit
