#include "probes/spool/sequence_set.h"

#include <algorithm>
#include <iterator>

namespace tocsin::probe {

void SequenceSet::insert(SequenceRange range) {
  auto next = ranges_.upper_bound(range.first);
  if (next != ranges_.begin()) {
    const auto before = std::prev(next);
    // Touching from below; written so that the highest number of all does not overflow.
    if (before->second >= range.first || before->second + 1 == range.first) {
      range = {before->first, std::max(before->second, range.last)};
      next = ranges_.erase(before);
    }
  }
  while (next != ranges_.end() && (next->first <= range.last || next->first - 1 == range.last)) {
    range.last = std::max(range.last, next->second);
    next = ranges_.erase(next);
  }
  ranges_.emplace(range.first, range.last);
}

void SequenceSet::drop_below(std::uint64_t sequence) {
  while (!ranges_.empty() && ranges_.begin()->first < sequence) {
    const auto last = ranges_.begin()->second;
    ranges_.erase(ranges_.begin());
    if (last >= sequence) ranges_.emplace(sequence, last);
  }
}

std::optional<SequenceRange> SequenceSet::range_around(std::uint64_t sequence) const {
  const auto after = ranges_.upper_bound(sequence);
  if (after == ranges_.begin()) return std::nullopt;
  const auto [first, last] = *std::prev(after);
  if (last < sequence) return std::nullopt;
  return SequenceRange{first, last};
}

std::vector<SequenceRange> SequenceSet::missing_below(std::uint64_t end) const {
  std::vector<SequenceRange> missing;
  std::uint64_t from = 0;
  for (const auto& [first, last] : ranges_) {
    if (from >= end) return missing;
    if (first > from) missing.push_back({from, std::min(first, end) - 1});
    from = last + 1;
  }
  if (from < end) missing.push_back({from, end - 1});
  return missing;
}

}  // namespace tocsin::probe
