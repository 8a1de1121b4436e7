// What the log says of who the probes are, and which snapshots of that it has (docs/formats/
// roster.md). Rebuilt from the journal's entries; one thread at a time. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/entry/roster_book.h"
#include "core/entry/roster_snapshot.h"

namespace tocsin::collector {

class StatedRoster {
 public:
  // In the order of the log; kinds that are nothing to it are passed over. Snapshots that a later
  // one follows need not be among them, and checkpoints may come behind.
  static bool wants(entry::Kind kind);
  void take(std::uint64_t index, const entry::EntryView& entry);
  void take_checkpoint(std::uint64_t index);

  // Whether so many entries are more than the last snapshot is made of, and others than snapshots
  // and checkpoints with their time-stamps: a log in which nothing else happens must not grow by
  // itself.
  bool has_grown(std::uint64_t size) const;

  struct Statement {
    entry::RosterSnapshot snapshot;
    Bytes object;  // empty where the last snapshot has brought it already
  };
  // Of the log's first so many entries, all of which were taken.
  Statement state(std::uint64_t size, WallTime at) const;

 private:
  std::uint64_t stated() const { return last_ ? last_->entries : 0; }

  entry::RosterBook book_;
  std::optional<entry::RosterSnapshot> last_;
  std::vector<std::uint64_t>
      own_;  // snapshots and checkpoints, from those that last_ is made of on
};

}  // namespace tocsin::collector
