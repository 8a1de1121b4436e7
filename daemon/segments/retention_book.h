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

// So long minutes lie in the log beside the payloads that they are of, for whoever wants to
// compare.
inline constexpr Duration payloads_compared = std::chrono::hours(24 * 7);

// What the log says of a payload that is gone.
struct GonePayload {
  entry::PromiseEnd promise;  // how long it was to be kept, and by which entry
  std::uint64_t minutes = 0;  // index of the entry that says what stays

  bool operator==(const GonePayload&) const = default;
};

class RetentionBook {
 public:
  // Any entry but a batch, in the order of the log.
  void take(std::uint64_t index, const entry::EntryView& entry);
  // A segment that is sealed now, in the order of the journal; or is another than it was.
  void sealed(const SegmentRange& segment, const SegmentSummary& summary);

  // Whose promised time is over, and whose minutes the log does not have; the oldest.
  std::optional<DuePayloads> to_be_summed_up(WallTime now) const;
  // Whose minutes the log has had for so long that they may go; the oldest.
  std::optional<DuePayloads> to_go(WallTime now) const;
  // Of a batch of this plan, taken then, whose entry has this index; nothing where the log says
  // nothing of it.
  std::optional<GonePayload> gone(const std::string& plan,
                                  std::uint64_t leaf,
                                  WallTime taken) const;

  // They are on their way into the log, or cannot be made: not to be asked for again.
  void summed_up(const DuePayloads& due) { on_their_way_.insert(name_of(due)); }
  // Their segment cannot be replaced: not to be asked for again.
  void cannot_go(const DuePayloads& due) { stuck_.insert(name_of(due)); }

 private:
  using Name = std::pair<std::uint64_t, std::string>;  // a segment's first record, and a plan
  struct Logged {
    std::uint64_t index = 0;
    std::uint64_t next = 0;  // after the last entry that the minutes are of
    WallTime at;
  };
  struct Sealed {
    std::uint64_t next = 0;
    std::vector<HeldPayloads> payloads;
    WallTime agreed;
  };

  const Logged* minutes_of(const std::string& plan, std::uint64_t leaf) const;
  static Name name_of(const DuePayloads& due) { return {due.segment.first, due.plan}; }
  WallTime agreed(WallTime now) const;
  bool is_over(std::uint64_t first, const HeldPayloads& held, WallTime agreed) const;

  entry::PayloadPromises promises_;
  std::map<std::uint64_t, Sealed> segments_;  // by their first records
  std::map<Name, Logged> logged_;             // minutes
  std::set<Name> on_their_way_;
  std::set<Name> stuck_;
};

}  // namespace tocsin::collector
