// Response latency: RSSAC047v2 sections 5.2 and 6.2, in milliseconds. Timed-out queries are not in
// it [vpa]. What is missing could have taken no time, or the four seconds of the timeout.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/assess/figure.h"
#include "core/assess/month_columns.h"

namespace tocsin::assess {

// Response times that were measured, in nanoseconds, each at most the four seconds of the timeout;
// and how many more are expected and not there.
struct ResponseTimes {
  std::vector<std::uint32_t> measured;
  std::uint64_t missing = 0;
};

// In milliseconds: of what was measured, and with all that is missing as fast and as slow as it can
// have been.
struct MedianTime {
  Ratio value;
  Ratio low;
  Ratio high;
};
// Nothing where nothing was measured.
std::optional<MedianTime> median_time(ResponseTimes times);

// The median over all vantage points [fhw, mzx].
Figure rsi_latency(const MonthColumns& columns, char rsi, std::size_t path);

// In each interval the k lowest latencies of each vantage point [bom]. What the median of these
// [jbr] is, v2 lets one read in two ways. The first decides here, because that is what [jbr] says;
// the second is how its authors meant to word it.
struct RssLatency {
  Figure pooled;     // the median of all of these numbers of the month
  Figure intervals;  // the median, over the intervals, of the median of each interval's numbers

  bool operator==(const RssLatency&) const = default;
};
RssLatency rss_latency(const MonthColumns& columns, std::span<const char> rsis, std::size_t path);

}  // namespace tocsin::assess
