// Availability: RSSAC047v2 sections 5.1 and 6.1.
//
// Expected is one measurement for each interval of the month, from each vantage point that measured
// over this family and transport at all, of each RSI. What is expected and not there is missing;
// what is left out (MonthColumns::exclude) is not expected. To the system, where not all RSIs are
// left out of an interval as a vantage point sees it, those that are left out are missing.
#pragma once

#include <span>

#include "core/assess/figure.h"
#include "core/assess/month_columns.h"

namespace tocsin::assess {

// The vantage points that have any SOA measurement over this path.
std::vector<std::size_t> vantage_points_of(const MonthColumns& columns, std::size_t path);

// Available by measured [gfa, yah].
Figure rsi_availability(const MonthColumns& columns,
                        std::span<const char> rsis,
                        char rsi,
                        std::size_t path);

// A = sum of min(k, r(t, v)) by sum of k, over intervals and vantage points [egb, cvf]. Where fewer
// than k RSIs were measured, the value asks for no more than those: so it lies within the bounds.
Figure rss_availability(const MonthColumns& columns, std::span<const char> rsis, std::size_t path);

}  // namespace tocsin::assess
