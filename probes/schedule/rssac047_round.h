// What a vantage point asks of the root servers in one interval of five minutes (RSSAC047v2; its
// tags in brackets): after one random wait of up to a minute [fzk], the SOA at each address over
// each transport [mba, ykn, jhb, yns], and one correctness test of each RSI [wca]. All of it in an
// order that is drawn anew, a tenth of a second apart. What a plan asks more seldom is left out of
// the intervals between. Pure.
#pragma once

#include "core/base/bytes.h"
#include "core/plan/target.h"
#include "probes/schedule/round.h"

namespace tocsin::probe {

inline constexpr Duration rssac047_every = std::chrono::minutes(5);

// So many vantage points keep the plan's share of a letter's budget (core/plan/budget.h): an
// address sees at most two queries by TCP from each in an interval, for the SOA and for a test of
// correctness that was drawn so or asked again. That is 120 of the 300 that the share allows, even
// where all fall into one minute. Those with higher numbers ask nothing, and count it.
inline constexpr std::uint32_t rssac047_vantage_points_max = 60;

// A correctness test names the first endpoint of its RSI; family and transport are drawn with its
// question (probes/checks/correctness.h).
Round rssac047_round(const plan::Plan& plan,
                     const plan::TargetSet& root,
                     ByteView probe,
                     FleetPlace place,
                     std::int64_t interval);

}  // namespace tocsin::probe
