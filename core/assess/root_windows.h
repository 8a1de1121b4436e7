// Availability, response latency and correctness of the root over the last hour and day, in the
// five-minute intervals of UTC that are over. Our own method over the probes that had a voice when
// they measured; no RSSAC047 figure, which is of a month and of a published set of vantage points.
//
// In an interval a letter serves a probe where more than half of what the probe asked it, over one
// family and transport, had a good answer: in whatever order they come. Expected are all intervals
// of the window from each probe that measured over this path in it at all; what is expected and not
// there is missing, and so is every interval that a cut of the probe's own way touches.
//
// Latency is the median of one number for each probe and interval: of the good answers in it, the
// time of that to the query sent first. So a letter that is asked more often while it fails, or a
// probe that asks more often, counts no more than others. Intervals without a good answer have no
// part in it; for what is missing there are the bounds (latency.h).
//
// Correctness is that of the response to the correctness query (RSSAC047v2 section 5.3) that was
// sent first in the interval, over whichever path, and of an hour and a day that ended
// `settled_after` before: until then nobody can say of which zone a response is, and who counted
// the correct ones sooner than the others would make them more than they are. Expected is one of
// each letter in all intervals of the window, from each probe that has any in it.
//
// Memory: about 140 kB for each probe that had a voice within the last day.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/measurement.h"
#include "core/assess/window_figures.h"

namespace tocsin::assess {

class RootWindows {
 public:
  // Responses have their verdicts then, and there was time for the batches on which they come.
  static constexpr Duration settled_after = std::chrono::minutes(70);
  // What was sent longer ago is in no window from now on.
  static constexpr Duration kept_for = std::chrono::hours(24) + settled_after;

  // By a probe that has a voice. What is too old for a window of its newest is left alone.
  void add(const Measurement& measurement);

  // In this time, both ends included, the probe's way may have been cut in this family: whatever it
  // measured, or is yet to tell of these intervals, says nothing of the root.
  void cut(std::string_view probe, plan::Family family, WallTime from, WallTime until);

  WindowFigures figures(Window window, WallTime now) const;

 private:
  static constexpr std::size_t cell_count = path_count * letter_count;

  struct Response {
    std::uint32_t sent = 0;  // as `first_sent`; an interval later where it was truncated [hjw]
    CorrectnessState state = CorrectnessState::missing;
    std::uint8_t family = 0;  // as in `cut`
  };
  struct Interval {
    std::int64_t number = 0;    // since 1970
    std::array<bool, 2> cut{};  // by family
    std::array<std::uint8_t, cell_count> asked{};
    std::array<std::uint8_t, cell_count> served{};
    // Of the first query with a good answer: when it was sent, in steps of 5 ms, and its time in
    // nanoseconds; 0: there is none.
    std::array<std::uint16_t, cell_count> first_sent{};
    std::array<std::uint32_t, cell_count> first_rtt{};
    std::array<Response, letter_count> responses{};
  };
  using Day = std::deque<Interval>;  // ascending
  struct Span {
    std::int64_t first = 0;
    std::int64_t end = 0;  // not included
  };

  Day& day_of(std::string_view probe);
  static void offer_first(Interval& interval, std::size_t cell, const Measurement& measurement);
  static Interval* interval_of(Day& day, std::int64_t number);
  static std::vector<const Interval*> within(const Day& day, Span span, std::size_t path);
  PathWindow path_window(Span span, std::size_t path) const;
  static void add_soa(Interval& interval, const Measurement& measurement);
  static void add_response(Interval& interval, const Measurement& measurement);
  std::array<Responses, letter_count> responses(Span span) const;

  std::map<std::string, Day, std::less<>> probes_;
};

}  // namespace tocsin::assess
