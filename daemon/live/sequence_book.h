// Which batches of one probe have been seen, so that none counts twice. It remembers gaps instead
// of numbers, because batches arrive newest first with the backlog behind.
#pragma once

#include <cstdint>
#include <map>

namespace tocsin::collector {

class SequenceBook {
 public:
  // More gaps or incarnations than these forget the oldest. A forgotten gap counts as seen: a batch
  // too few in a counter is better than one twice.
  static constexpr std::size_t gaps_max = 1024;
  static constexpr std::size_t incarnations_max = 8;

  // Whether this batch is new; from now on it is not.
  bool first_sight(std::uint64_t incarnation, std::uint64_t sequence);

 private:
  struct Track {
    std::uint64_t last = 0;
    std::uint64_t touched = 0;                    // by which call
    std::map<std::uint64_t, std::uint64_t> gaps;  // first to last, both missing
  };

  static bool fill(Track& track, std::uint64_t sequence);
  static void add_gap(Track& track, std::uint64_t first, std::uint64_t last);
  Track& track_of(std::uint64_t incarnation);

  std::map<std::uint64_t, Track> tracks_;
  std::uint64_t calls_ = 0;
};

}  // namespace tocsin::collector
