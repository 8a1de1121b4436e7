// How many countries had lost a service over one path, minute by minute, as a picture. Pure.
#pragma once

#include <string>

#include "core/bundle/path_summary.h"

namespace tocsin::bundle {

// Inline SVG, its height all countries that measured over the path; from the ground up those that
// had lost it, had it partly and reached it, with a line at half of them. Of a place
// that holds several minutes the one is shown in which the most had lost it, of those the first.
// Time runs from left to right in every language. Of tallies in which at least one country counts.
std::string reach_chart(const std::vector<MinuteTally>& tallies, std::uint32_t minutes_in_place);

}  // namespace tocsin::bundle
