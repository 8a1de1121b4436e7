// Publication latency: RSSAC047v2 sections 5.4 and 6.4, in minutes, always a multiple of five.
//
// A zone is published in the interval in which its serial is first seen in any response [yxn];
// where there are several vantage points, by the second of them, so that one whose clock is off, or
// that makes serials up, does not say for all others when a zone was published. From then on it
// takes so long at one RSI, as one vantage point sees it, until the smallest serial of an interval,
// over families and transports, is that one or a later one [cnj, kvg, udz]. Serials are compared as
// RFC 1982 says.
//
// Not a publication: a serial that only one of several RSIs ever had or one of several vantage
// points ever saw, one that is older than one already published, and the one with which the month
// began. A vantage point that saw more than `serials_max` says nothing of when.
#pragma once

#include <span>

#include "core/assess/figure.h"
#include "core/assess/month_columns.h"

namespace tocsin::assess {

// Different serials that a vantage point can see in a month; there are about sixty.
inline constexpr std::size_t serials_max = 256;

struct Publication {
  std::uint32_t serial = 0;
  std::uint32_t interval = 0;

  bool operator==(const Publication&) const = default;
};

std::vector<Publication> publications_of(const MonthColumns& columns);

// The median over publications and vantage points, of one RSI or of all of them together [jtz, yzp,
// zgb]. Where the new serial was never seen, as long as it certainly took. Where the vantage point
// got no response in the intervals before it saw the new serial, it may have been there: the low
// bound. Where it got none afterwards there is no measurement; nor where something was left out
// (MonthColumns::exclude) between the last old serial, or the publication, and the new one.
Figure publication_latency(const MonthColumns& columns,
                           std::span<const Publication> publications,
                           std::span<const char> rsis,
                           Threshold threshold);

}  // namespace tocsin::assess
