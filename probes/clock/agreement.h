// Which of several time servers tell the truth, without knowing which: those whose intervals have a
// point in common, if they are a majority (after Marzullo, and RFC 5905 section 11.2.1). Pure.
//
// What is said of the clock is wider than the smallest intersection: everything between points that
// a majority holds. So a precise liar, whose narrow interval lies where all others still overlap,
// cannot draw the answer away from the truth: that needs a majority of liars.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "probes/clock/error_interval.h"

namespace tocsin::probe {

// With two that differ nobody knows which is wrong.
inline constexpr std::size_t agreeing_min = 3;

struct Agreement {
  ErrorInterval interval;                 // holds the truth unless a majority lies
  std::vector<std::size_t> falsetickers;  // whose intervals are wholly outside, by index

  // How far off our clock may be at most.
  Duration bound() const;
};

// Nothing where no majority, and of at least three, has a point in common.
std::optional<Agreement> agree(std::span<const ErrorInterval> intervals);

}  // namespace tocsin::probe
