// The root zones that a log had last, to judge replies by: each from the time on at which the log
// says that it was first seen, checked by the anchors of whoever judges when it is first needed.
//
// Taken are those of which the log says that they verify. One that then does not, or whose object
// is not there, may have been published all the same: it is missing, and makes nobody incorrect
// (core/judge/correctness.h). Pure. One thread at a time.
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <vector>

#include "core/judge/correctness.h"
#include "core/record/zone_version.h"
#include "core/zone/trust_anchors.h"

namespace tocsin::window {

class RecentZones {
 public:
  // The last ones in the order of the log. Two to three are published in a day, and the last day's
  // replies are judged by those of three days and the one before.
  static constexpr std::size_t zones_max = 12;

  RecentZones() = default;
  RecentZones(RecentZones&&) = default;  // not copied: candidates point into it
  RecentZones& operator=(RecentZones&&) = default;

  // A zone entry of the log, with its object.
  void learn(std::uint64_t index, ByteView body, ByteView object);

  // Which entries it holds; and the object of one of them, for whoever could not give it at once.
  // Others are passed over. Before the first candidates.
  std::set<std::uint64_t> indices() const;
  void give_object(std::uint64_t index, ByteView object);

  // In the order of the log. Good until the next zone is learned. The anchors are always the same.
  std::span<const judge::Candidate> candidates(const zone::TrustAnchors& anchors);

 private:
  struct Kept {
    std::uint64_t index = 0;
    record::ZoneVersion version;
    Bytes object;                              // empty once it was looked at
    std::optional<zone::ZoneIndex> zone = {};  // nothing: it is missing
    bool is_checked = false;
  };

  std::deque<Kept> zones_;
  std::vector<judge::Candidate> candidates_;  // none: to be made of the zones
};

}  // namespace tocsin::window
