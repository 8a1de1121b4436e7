// Whether each snapshot of the roster in a log is what the entries before it make it.
#pragma once

#include <optional>

#include "core/base/result.h"
#include "core/entry/roster_book.h"
#include "core/entry/roster_snapshot.h"

namespace tocsin::entry {

class RosterCheck {
 public:
  // In the order of the log. An error says what is wrong with a snapshot; other entries are right.
  Status<> take(std::uint64_t index, const EntryView& entry);

  const RosterBook& book() const { return book_; }
  std::uint64_t snapshots() const { return snapshots_; }  // that were taken and are right

 private:
  RosterBook book_;
  std::uint64_t snapshots_ = 0;
  // What the last one was compared with: nearly all of them say the same.
  std::optional<std::size_t> said_;
  ObjectReference derived_;
};

}  // namespace tocsin::entry
