// A set of sequence numbers, kept as ranges: what a collector has acknowledged is nearly always
// one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace tocsin::probe {

struct SequenceRange {
  std::uint64_t first = 0;  // both included
  std::uint64_t last = 0;

  bool operator==(const SequenceRange&) const = default;
};

class SequenceSet {
 public:
  void insert(SequenceRange range);
  void insert(std::uint64_t sequence) { insert({sequence, sequence}); }
  // Forgets everything below.
  void drop_below(std::uint64_t sequence);

  // The range that holds it, if it is in the set.
  std::optional<SequenceRange> range_around(std::uint64_t sequence) const;
  bool contains(std::uint64_t sequence) const { return range_around(sequence).has_value(); }

  // Every number below `end` that is not in the set.
  std::vector<SequenceRange> missing_below(std::uint64_t end) const;

  // Ascending; they neither overlap nor touch.
  const std::map<std::uint64_t, std::uint64_t>& ranges() const { return ranges_; }
  bool operator==(const SequenceSet&) const = default;

 private:
  std::map<std::uint64_t, std::uint64_t> ranges_;  // first to last
};

}  // namespace tocsin::probe
