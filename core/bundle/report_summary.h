// The first page of report.html, which is made to be read aloud in a meeting: what, when, seen from
// where, what still worked, how sure, and what it does not show. Its length does not depend on how
// much was found: of each path it tells of the longest outage. Pure.
#pragma once

#include <string>

#include "core/bundle/report_context.h"

namespace tocsin::bundle {

std::string report_summary(const ReportContext& context);

}  // namespace tocsin::bundle
