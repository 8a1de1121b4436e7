// A month's figures for programs: one JSON object on one line (docs/formats/measurements.md).
#pragma once

#include <iosfwd>
#include <string>

#include "audit/month_report.h"

namespace tocsin::audit {

void print_json(std::ostream& out, const MonthReport& report);

// One RSI's figures with their values, for its operator.
std::string operator_json(const MonthReport& report, std::size_t rsi);

}  // namespace tocsin::audit
