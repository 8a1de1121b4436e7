// How far what was found about a path is corroborated, in a fixed scale of words, each of which
// follows from the figures by a rule (docs/conformance/reachability.md, "How sure"). Pure.
#pragma once

#include "core/bundle/path_summary.h"

namespace tocsin::bundle {

enum class Corroboration : std::uint8_t {
  nothing_known = 0,   // no country could tell in any minute
  inconclusive = 1,    // the two bounds differ in at least one minute
  single_country = 2,  // only one country saw it: not corroborated outside its country
  weak = 3,            // it changes with one country left out
  fair = 4,            // it stands with any one country left out
  strong = 5,          // it stands with any two countries left out
};
inline constexpr std::size_t corroboration_count = 6;

Corroboration corroboration_of(const assess::Outage& outage,
                               const std::vector<MinuteTally>& tallies);

// That no minute of the span was an outage, of a path without one.
Corroboration corroboration_of_none(const std::vector<MinuteTally>& tallies);

}  // namespace tocsin::bundle
