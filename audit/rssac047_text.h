// A month's figures for people: the system's with their values, an RSI's as pass or fail, which is
// what RSSAC047 says in public of an RSI [gkr]. The values are in the JSON.
#pragma once

#include <iosfwd>

#include "audit/month_report.h"

namespace tocsin::audit {

void print_text(std::ostream& out, const MonthReport& report);

}  // namespace tocsin::audit
