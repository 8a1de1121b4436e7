// Which slots of some series are due. It is told the time and never asks for it. A slot that was
// slept through is counted and not caught up: a probe that wakes up late, or whose clock jumps,
// never asks in a burst.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.h"
#include "probes/schedule/series.h"

namespace tocsin::probe {

// A slot that is later than this is not asked any more. It is shorter than any cadence, so that one
// call gives at most one slot of each series.
inline constexpr Duration late_after = std::chrono::seconds(1);

struct Due {
  std::uint32_t target = 0;  // as in the series
  std::uint32_t measure = 0;
  record::Transport transport = record::Transport::udp;
  MonotonicTime at;  // of the slot
  Duration every{};  // of its series

  bool operator==(const Due&) const = default;
};

struct Work {
  std::vector<Due> due;    // in the order of their slots
  std::uint64_t late = 0;  // slots that were missed: not measured
};

class Schedule {
 public:
  // Slots before `now` are nobody's: a probe that was just started owes nothing.
  Schedule(std::vector<Series> series, MonotonicTime now);

  // When to call `take` next. Nothing is ever due where there is no series: the far future.
  MonotonicTime next_due() const;

  // The slots up to and including `now`, each once. A `now` before an earlier one gives nothing.
  Work take(MonotonicTime now);

 private:
  struct Pending {
    MonotonicTime at;
    std::size_t series;

    bool operator>(const Pending& other) const {
      return std::pair(at, series) > std::pair(other.at, other.series);
    }
  };

  std::vector<Series> series_;
  std::vector<Pending> heap_;  // the next slot of each series, soonest first
};

}  // namespace tocsin::probe
