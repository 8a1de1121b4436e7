#include "daemon/live/sequence_book.h"

#include <algorithm>
#include <iterator>

namespace tocsin::collector {

bool SequenceBook::first_sight(std::uint64_t incarnation, std::uint64_t sequence) {
  const bool known = tracks_.contains(incarnation);
  Track& track = track_of(incarnation);
  track.touched = ++calls_;
  if (known && sequence <= track.last) return fill(track, sequence);
  const std::uint64_t expected = known ? track.last + 1 : 0;
  if (sequence > expected) add_gap(track, expected, sequence - 1);
  track.last = sequence;
  return true;
}

// Takes one number out of the gap that it lies in, if it lies in one.
bool SequenceBook::fill(Track& track, std::uint64_t sequence) {
  auto after = track.gaps.upper_bound(sequence);
  if (after == track.gaps.begin()) return false;
  const auto [first, last] = *std::prev(after);
  if (sequence > last) return false;
  track.gaps.erase(first);
  if (sequence < last) add_gap(track, sequence + 1, last);
  if (sequence > first) add_gap(track, first, sequence - 1);
  return true;
}

void SequenceBook::add_gap(Track& track, std::uint64_t first, std::uint64_t last) {
  track.gaps.emplace(first, last);
  if (track.gaps.size() > gaps_max) track.gaps.erase(track.gaps.begin());
}

SequenceBook::Track& SequenceBook::track_of(std::uint64_t incarnation) {
  if (!tracks_.contains(incarnation) && tracks_.size() == incarnations_max) {
    const auto touched = [](const auto& a, const auto& b) {
      return a.second.touched < b.second.touched;
    };
    tracks_.erase(std::min_element(tracks_.begin(), tracks_.end(), touched));
  }
  return tracks_[incarnation];
}

}  // namespace tocsin::collector
