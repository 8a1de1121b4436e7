// How many letters more than are needed are reached, today and without each party, each
// jurisdiction and any one site: of each country, and of the world
// (docs/conformance/dependence.md).
//
// Single sites have no series: there may be thousands, and they come and go. Without "any_site" is
// without the one whose silence leaves fewest letters.
#pragma once

#include "core/assess/dependence_report.h"
#include "daemon/export/page.h"

namespace tocsin::collector {

void add_dependence_families(Page& page, const assess::DependenceReport& report);

}  // namespace tocsin::collector
