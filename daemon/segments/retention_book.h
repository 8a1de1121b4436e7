// Of which payloads the promised time is over, by what the log says and what each sealed segment of
// the journal has. Pure; the same at a start as while it runs.
//
// No clock is believed alone. Nothing is due before our clock says so, and before the batches of
// the newest sealed segment do: they were acknowledged at a time on which our clock and those of
// most probes agreed (SegmentSummary::agreed). Batches without such a time keep their payloads.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/entry/payload_promises.h"
#include "daemon/segments/sidecars.h"

namespace tocsin::collector {

// The payloads of a plan in a segment.
struct DuePayloads {
  SegmentRange segment;
  std::string plan;

  bool operator==(const DuePayloads&) const = default;
};

class RetentionBook {
 public:
  // Any entry but a batch, in the order of the log.
  void take(std::uint64_t index, const entry::EntryView& entry);
  // A segment that is sealed now, in the order of the journal; or is another than it was.
  void sealed(const SegmentRange& segment, const SegmentSummary& summary);

  // Whose promised time is over, and whose minutes the log does not have; the oldest.
  std::optional<DuePayloads> to_be_summed_up(WallTime now) const;
  // They are on their way into the log, or cannot be made: not to be asked for again.
  void summed_up(const DuePayloads& due) { on_their_way_.insert(name_of(due)); }

 private:
  using Name = std::pair<std::uint64_t, std::string>;  // a segment's first record, and a plan
  struct Sealed {
    std::uint64_t next = 0;
    std::vector<HeldPayloads> payloads;
    WallTime agreed;
  };

  static Name name_of(const DuePayloads& due) { return {due.segment.first, due.plan}; }
  WallTime agreed(WallTime now) const;
  bool is_over(std::uint64_t first, const HeldPayloads& held, WallTime agreed) const;

  entry::PayloadPromises promises_;
  std::map<std::uint64_t, Sealed> segments_;  // by their first records
  std::map<Name, WallTime> logged_;           // minutes, and when
  std::set<Name> on_their_way_;
};

}  // namespace tocsin::collector
