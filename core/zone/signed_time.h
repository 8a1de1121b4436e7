// When all signatures of a zone hold at once, by what they say of themselves.
#pragma once

#include <optional>

#include "core/base/time.h"
#include "core/zone/zone.h"

namespace tocsin::zone {

// The time nearest to `at` in which no signature has ended or is still to begin: at which a zone
// that was published can be verified, long after. Nothing where there are no signatures, or no such
// time.
std::optional<WallTime> nearest_signed_time(const Zone& zone, WallTime at);

}  // namespace tocsin::zone
