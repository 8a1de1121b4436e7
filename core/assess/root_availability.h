// Availability of the root as a service, in the form of RSSAC047v2 section 5.1: a resolver is
// served as long as k of the n letters answer it, so a probe that sees r letters gives min(k, r) of
// k. The live figure is our own method over the probes that have a voice; it is not an RSSAC047
// figure, which has its own vantage points and intervals.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace tocsin::assess {

// n is the number of the letters that there are (core/plan/root_hints.h), with data or without: one
// of which nobody says anything is missing, and no fewer of the others are needed for it.
inline constexpr std::size_t letter_count = 13;
inline constexpr std::uint32_t letters_needed = 8;  // k, as thresholds.h has it of n

// Of the letters what one probe sees in one family and over one transport, or of the probes with a
// voice what they see of one letter.
struct Tally {
  std::uint32_t measured = 0;  // freshly; the others are missing
  std::uint32_t up = 0;        // of these

  bool operator==(const Tally&) const = default;
};

// low <= ratio <= high. Where a threshold lies between low and high, nobody knows.
struct RootFigure {
  // Each probe gives at most what it measured: sum min(k, up) / sum min(k, measured). Nothing where
  // nothing was measured.
  std::optional<double> ratio;
  double low = 0;   // all missing taken as failed
  double high = 0;  // all missing taken as passed

  bool operator==(const RootFigure&) const = default;
};

// `absent`: attested probes of which nothing is known (silent, or with a dead line): all of theirs
// is missing. Nothing at all where no probe has a voice: silence is never 100 %, and never 0 %.
std::optional<RootFigure> root_figure(std::span<const Tally> voices, std::size_t absent);

}  // namespace tocsin::assess
