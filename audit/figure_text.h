// A figure's numbers as people read them. Cut off and never rounded: 99.9989 % must not become
// 99.999 %.
#pragma once

#include <string>

#include "core/assess/figure.h"

namespace tocsin::audit {

// "87.5 %", "20.5 ms", "35 min".
std::string text_of(const assess::Ratio& ratio, assess::Unit unit);
std::string value_text(const assess::Figure& figure);      // "-" without one
std::string bounds_text(const assess::Figure& figure);     // "96.66 % to 100 %", "5 min or more"
std::string threshold_text(const assess::Figure& figure);  // "at least 96 %"

}  // namespace tocsin::audit
