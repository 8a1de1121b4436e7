// Which instance of a server answers, in the three ways that servers tell it: NSID with the SOA
// (RFC 5001), and TXT of hostname.bind. and id.server. in class CHAOS (RFC 4892). Which software it
// runs (version.bind.) changes seldom and is asked once a day.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "core/base/time.h"
#include "core/record/question.h"

namespace tocsin::probe {

inline constexpr Duration version_every = std::chrono::hours(24);
inline constexpr std::uint32_t identity_questions_max = 4;  // of one slot

// What is asked in the slot at `slot` of a series with a slot every `every`: version.bind. in the
// first slot of each 24 hours since the probe's host has booted, whatever was answered before; in
// every slot where a large fleet leaves more than a day between two.
std::vector<record::Question> identity_questions(MonotonicTime slot, Duration every);

}  // namespace tocsin::probe
