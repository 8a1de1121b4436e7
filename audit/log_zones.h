// The root zones in a collector's log (docs/formats/zone.md), to judge replies by: each from the
// time on at which the log says that it was first seen. That is the collector's word; the zone is
// checked: by its digest, by ZONEMD, and by DNSSEC from the reader's anchors at that time.
#pragma once

#include <optional>
#include <vector>

#include "audit/reply_judge.h"
#include "core/assess/month.h"
#include "core/entry/journal_record.h"
#include "core/record/zone_version.h"
#include "core/zone/trust_anchors.h"

namespace tocsin::audit {

class LogZones {
 public:
  // Two to three are published in a day, and the judge holds all of them at once.
  static constexpr std::size_t zones_max = 256;

  // Those that queries of the month are judged by: first seen in it, in the 48 hours before, or
  // last before these. Without a month all in the log.
  explicit LogZones(std::optional<assess::Month> month) : month_(month) {}

  // Keeps a zone's object, and passes over other records. An error where there are too many.
  Status<> learn(const entry::JournalRecord& record);

  // Each is verified by the anchors. What does not verify, or is not there, is used for nothing:
  // it is what is returned; where the log says that it does, it may have been published all the
  // same, and is missing. One that the log says does not verify is looked at too.
  std::vector<RefusedZone> give_to(ReplyJudge& judge, const zone::TrustAnchors& anchors) const;

 private:
  struct Kept {
    record::ZoneVersion version;
    Bytes object;
  };

  std::optional<assess::Month> month_;
  std::optional<Kept> before_;  // the last one before those 48 hours, of those said to verify
  std::vector<Kept> kept_;      // in the order of the log
};

}  // namespace tocsin::audit
