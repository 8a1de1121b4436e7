// One path of a claim in a few numbers. Pure.
#pragma once

#include "core/assess/reachability.h"

namespace tocsin::bundle {

// How the countries of a path fared in one minute: all that had vouched for a probe at any time in
// the span, whether any of it measured over the path or not.
struct MinuteTally {
  std::uint32_t lost = 0;
  std::uint32_t partly = 0;
  std::uint32_t reached = 0;
  std::uint32_t silent = 0;  // without a voice, or not measured

  std::uint32_t voices() const { return lost + partly + reached; }
  std::uint32_t all() const { return voices() + silent; }
  bool is_outage() const { return 2 * lost > voices(); }
  // The two bounds: whoever was silent had reached it, or had lost it.
  bool is_outage_at_least() const { return 2 * lost > all(); }
  bool is_outage_at_most() const { return 2 * (lost + silent) > all(); }
};

std::vector<MinuteTally> tallies_of(const assess::PathReach& path, std::uint32_t minutes);

struct PathSummary {
  std::uint32_t countries = 0;     // that had vouched for a probe at any time in the span
  std::uint32_t told = 0;          // minutes in which at least one country had a voice
  std::uint32_t voices_least = 0;  // countries that had one at once, in those minutes
  std::uint32_t voices_most = 0;
  std::uint32_t outage_minutes = 0;
  std::uint32_t outage_minutes_least = 0;
  std::uint32_t outage_minutes_most = 0;
};

PathSummary summary_of(const std::vector<MinuteTally>& tallies);

// Between which minutes of the span an outage began and ended. It began after the last minute
// before it that was none began, and before its own first minute ended; nothing where no minute of
// the span before it tells. Its end likewise.
struct OutageBounds {
  std::optional<std::uint32_t> began_least;
  std::uint32_t began_most = 0;
  std::uint32_t ended_least = 0;
  std::optional<std::uint32_t> ended_most;
};
OutageBounds bounds_of(const assess::Outage& outage, const std::vector<MinuteTally>& tallies);

// Countries that were in this state in each of these minutes.
std::vector<std::string> throughout(const assess::PathReach& path,
                                    std::uint32_t first,
                                    std::uint32_t minutes,
                                    assess::MinuteState state);
std::uint32_t countries_that_measured(const assess::PathReach& path);  // over it

// How many of a country's minutes each state has.
using StateMinutes = std::array<std::uint32_t, assess::minute_state_count>;
StateMinutes state_minutes(const assess::CountryReach& country);

}  // namespace tocsin::bundle
