// Replies held against zones that somebody has. Pure.
#pragma once

#include <string>
#include <vector>

#include "audit/zone_file.h"
#include "core/judge/correctness.h"
#include "core/zone/trust_anchors.h"

namespace tocsin::audit {

// A zone, by the digest of its records, and from when on replies are held against it.
struct JudgedBy {
  Digest digest{};
  WallTime first_seen;

  auto operator<=>(const JudgedBy&) const = default;
};

struct RefusedZone {
  std::string name;
  std::string why;
};

// Each zone is verified once, near the time when it was first seen, or else near `at`. Those
// without such a time count as all that there were in the 48 hours before any query. Neither copied
// nor moved: candidates point into it.
class ReplyJudge {
 public:
  ReplyJudge() = default;  // with no zone yet
  ReplyJudge(const std::vector<ZoneFile>& zones, const zone::TrustAnchors& anchors, WallTime at);
  ReplyJudge(const ReplyJudge&) = delete;
  ReplyJudge& operator=(const ReplyJudge&) = delete;

  // Before it judges. One that is missing was published and is not at hand: what fits no other of
  // its time is not judged.
  void add_missing(WallTime first_seen) { missing_.push_back({nullptr, first_seen}); }
  void add(const zone::VerifiedZone& zone, std::optional<WallTime> first_seen);

  // Whether the reply's own signatures hold is looked at at this time, of the query.
  judge::Judgement judge(ByteView reply, WallTime at);

  // What does not verify is used for nothing.
  const std::vector<RefusedZone>& refused() const { return refused_; }
  // Those of which somebody has said when they were first seen, each once, ascending: in which
  // order they were given changes no verdict.
  std::vector<JudgedBy> judged_by() const;

 private:
  struct KnownZone {
    zone::ZoneIndex index;
    Digest digest{};
    std::optional<WallTime> first_seen;
  };

  std::vector<KnownZone> zones_;
  std::vector<judge::Candidate> missing_;
  std::vector<RefusedZone> refused_;
  std::vector<judge::Candidate> candidates_;
  zone::SignatureMemo memo_;
};

struct ReplyVerdict {
  judge::Judgement judgement;
  std::vector<RefusedZone> refused = {};
};

// One reply.
ReplyVerdict judge_reply(ByteView reply,
                         const std::vector<ZoneFile>& zones,
                         const zone::TrustAnchors& anchors,
                         WallTime at);

}  // namespace tocsin::audit
