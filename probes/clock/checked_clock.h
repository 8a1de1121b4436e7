// A wall clock that was compared with something better, and how far off it may be since then. Pure.
#pragma once

#include <optional>

#include "core/base/both_clocks.h"
#include "core/record/envelope.h"

namespace tocsin::probe {

// How fast a clock that is left alone may go wrong (PHI, RFC 5905 section 7.2).
inline constexpr double drift_ppm = 15;
Duration drift_over(Duration time);

// An older comparison says nothing any more.
inline constexpr Duration check_age_max = std::chrono::hours(1);

struct CheckedClock {
  BothClocks at;  // when it was compared
  WallRate rate;
  Duration bound{};  // how far off it was then at most
  record::ClockSource source = record::ClockSource::none;
};

// What the wall clock should show at that moment, had nobody moved it since `at`.
WallTime expected_wall(const BothClocks& at, WallRate rate, MonotonicTime when);

// The bound has grown by the drift, and by whatever the wall clock was moved since: a step of a
// second adds a second, whoever made it and in whichever direction.
record::ClockReading reading_of(const BothClocks& now, const std::optional<CheckedClock>& check);

}  // namespace tocsin::probe
