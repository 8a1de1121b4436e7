// Which parts of a span no batch covers.
#pragma once

#include <vector>

#include "core/bundle/claim.h"

namespace tocsin::bundle {

// Between two batches a moment goes by that is none.
inline constexpr Duration silence_min = std::chrono::seconds(1);

// What is left of the question's span, in order, where each of these covers some; holes shorter
// than silence_min are none.
std::vector<Silence> silences_between(std::vector<Silence> covered, const Question& question);

}  // namespace tocsin::bundle
