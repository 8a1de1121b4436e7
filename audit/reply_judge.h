// One reply held against zones that somebody has in files. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/judge/correctness.h"
#include "core/zone/trust_anchors.h"

namespace tocsin::audit {

struct ZoneFile {
  std::string name;
  std::string text;  // a master file
  // Nothing: it counts as one of the zones of the 48 hours before the query.
  std::optional<WallTime> first_seen = {};
};

struct RefusedZone {
  std::string name;
  std::string why;
};

struct ReplyVerdict {
  judge::Judgement judgement;
  std::vector<RefusedZone> refused = {};  // what does not verify is used for nothing
};

// Each zone is verified at the time nearest to when it was first seen, or else to `at`, in which
// its own signatures hold. Whether those of the reply hold is looked at at `at`. A zone need not
// have a ZONEMD: those before December 2023 have none.
ReplyVerdict judge_reply(ByteView reply,
                         const std::vector<ZoneFile>& zones,
                         const zone::TrustAnchors& anchors,
                         WallTime at);

}  // namespace tocsin::audit
