// The figures of report.html, with their denominators and both bounds: of the paths, of each outage
// and of each country, and the scale of words. Pure.
#pragma once

#include <string>

#include "core/bundle/report_context.h"

namespace tocsin::bundle {

std::string report_figures(const ReportContext& context);

}  // namespace tocsin::bundle
