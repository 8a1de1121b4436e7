// When a probe's way into the world may have been cut, in one family, by what its batches say of
// its references as they close. A failure of such a time may be the way's, so nothing that was
// measured then has a voice in a verdict: no answer either, or a figure would lean towards "up"
// (docs/decisions/0018).
//
// A batch tells how its references fared as it closed, not since when: see Rules::cut_before and
// cut_after. Closings may come in any order: a backlog arrives newest first. Pure.
#pragma once

#include <vector>

#include "core/base/time.h"
#include "daemon/live/rules.h"

namespace tocsin::collector {

// Both ends included.
struct TimeSpan {
  WallTime from;
  WallTime until;

  bool covers(WallTime time) const { return from <= time && time <= until; }
  bool operator==(const TimeSpan&) const = default;
};

class CutTimes {
 public:
  static constexpr std::size_t spans_max = 64;  // the newest; spans that touch are one

  // A batch that closed then says: isolated, or the line is dead. Returns what it puts in doubt.
  TimeSpan closed_without_way(WallTime closed, const Rules& rules);

  bool covers(WallTime time) const;

 private:
  std::vector<TimeSpan> spans_;  // ascending, apart
};

}  // namespace tocsin::collector
