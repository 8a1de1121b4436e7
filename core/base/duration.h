// Durations as people write them: "500ms", "4s", "10m", "1h".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace tocsin {

// A whole number and a unit of h, m, s, ms, us or ns. Any other text, or more than fits, is
// nothing.
std::optional<Duration> duration_from(std::string_view text);

// In the largest unit that the duration is a multiple of.
std::string to_text(Duration duration);

}  // namespace tocsin
