// A country's minutes as a picture: a cell for each minute, or for several where there are many,
// which then shows the worst of them. States differ in height, so that it reads without colours.
#pragma once

#include <string>
#include <vector>

#include "core/assess/reachability.h"

namespace tocsin::bundle {

// How many minutes a cell has, so that there are no more than `cells_max` cells, which is not 0.
std::uint32_t minutes_in_a_cell(std::uint32_t minutes, std::uint32_t cells_max);

// Inline SVG, of runs that cover all minutes; what was not measured is left blank. Colours are
// attributes, because not every printer of pages applies their styles to an SVG.
std::string minute_bar(const std::vector<assess::MinuteRun>& runs,
                       std::uint32_t minutes,
                       std::uint32_t minutes_in_cell);

}  // namespace tocsin::bundle
