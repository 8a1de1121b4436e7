// Availability and response latency of the root over the last hour and day, in the five-minute
// intervals of UTC that are over. Our own method over the probes that had a voice when they
// measured; no RSSAC047 figure, which is of a month and of a published set of vantage points.
//
// In an interval a letter serves a probe where more than half of what the probe asked it, over one
// family and transport, had a good answer: in whatever order they come. Expected are all intervals
// of the window from each probe that measured over this path in it at all; what is expected and not
// there is missing, also what came too late, or before the collector started, or was taken back.
//
// Latency is the median of one number for each probe and interval: of the good answers in it, the
// time of that to the query sent first. So a letter that is asked more often while it fails, or a
// probe that asks more often, counts no more than others. Intervals without a good answer have no
// part in it; for what is missing there are the bounds (core/assess/latency.h).
//
// Memory: about 125 kB for each probe that had a voice within the last day.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "daemon/live/cut_times.h"
#include "daemon/live/window_figures.h"

namespace tocsin::collector {

class RootWindows {
 public:
  enum class Outcome : std::uint8_t { failed, served };

  // By a probe that has a voice, of a query sent at this time; `rtt` is that of a good answer. What
  // is more than a day older than its newest is left alone.
  void measured(const std::string& probe,
                const RootCell& cell,
                WallTime at,
                Outcome outcome,
                std::optional<Duration> rtt = {});

  // What this probe measured then says nothing of the root: its own way may have been cut. What is
  // older than its newest by more than `doubt_max` stays.
  static constexpr Duration doubt_max = std::chrono::minutes(2);
  void take_back(const std::string& probe, plan::Family family, const TimeSpan& span);

  WindowFigures figures(Window window, WallTime now) const;

 private:
  struct Interval {
    std::int64_t number = 0;  // since 1970
    std::array<std::uint8_t, root_cell_count> asked{};
    std::array<std::uint8_t, root_cell_count> served{};
    // Of the first query with a good answer: when it was sent, in steps of 5 ms, and its time in
    // nanoseconds; 0: there is none.
    std::array<std::uint16_t, root_cell_count> first_sent{};
    std::array<std::uint32_t, root_cell_count> first_rtt{};
  };
  struct Measured {
    std::size_t cell = 0;
    WallTime at;
    Outcome outcome = Outcome::failed;
    std::uint32_t rtt = 0;  // nanoseconds; 0: none
  };
  using Day = std::deque<Interval>;  // ascending
  struct OfProbe {
    Day day;
    std::deque<Measured> newest;  // what may be taken back, as it came
  };
  struct Span {
    std::int64_t first = 0;
    std::int64_t end = 0;  // not included
  };

  static void offer_first(Interval& interval, const Measured& measured);
  static bool is_first(const Interval& interval, const Measured& measured);
  static Interval* interval_of(Day& day, std::int64_t number);
  static std::vector<const Interval*> within(const Day& day, Span span, std::size_t path);
  PathWindow path_window(Span span, std::size_t path) const;

  std::map<std::string, OfProbe> probes_;
};

}  // namespace tocsin::collector
