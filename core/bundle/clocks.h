// How far clocks of different owners may be apart before one of them is taken to be wrong.
#pragma once

#include "core/base/time.h"

namespace tocsin::bundle {

// A probe's, a witness's, and an authority's.
inline constexpr Duration clocks_apart_max = std::chrono::minutes(1);

}  // namespace tocsin::bundle
