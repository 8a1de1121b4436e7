// Correctness: RSSAC047v2 sections 5.3 and 6.3, correct by received responses [skm, ywo].
//
// A response that was not judged, and a measurement that is expected and not there, could be
// either. Expected is one for each interval, RSI and vantage point that measured correctness at
// all, if it is not left out; one that came to nothing (a timeout, another RCODE) is no response
// [ote].
#pragma once

#include <span>

#include "core/assess/figure.h"
#include "core/assess/month_columns.h"

namespace tocsin::assess {

// Of one RSI, or of all of them together.
Figure correctness_of(const MonthColumns& columns, std::span<const char> rsis);

}  // namespace tocsin::assess
