// Which of the log's cosigned checkpoints are entries of the log itself, so that a later reader
// finds in it, for ever, what witnesses have said of it and when. Rebuilt from the journal's
// entries; one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/entry/entry.h"

namespace tocsin::collector {

class RecordedCheckpoints {
 public:
  // An entry of the log at this index. Others than checkpoints and their time-stamps are passed
  // over, and so is what cannot be read.
  void take(std::uint64_t index, const entry::EntryView& entry);
  // The same, by the size of the tree that it records.
  void take(std::uint64_t index, std::uint64_t size);

  // Whether a tree of this size has more than the largest that is recorded, and other entries than
  // those that record or stamp: a log in which nothing else happens must not grow by itself.
  bool has_grown(std::uint64_t size) const;

  bool empty() const { return size_ == 0; }

 private:
  std::uint64_t size_ = 0;              // the largest tree that is recorded
  std::vector<std::uint64_t> entries_;  // that record or stamp one, behind that tree
};

// The size of the tree in a signed checkpoint, whoever signed it; nothing where it is none.
std::optional<std::uint64_t> size_in(std::string_view checkpoint);

}  // namespace tocsin::collector
