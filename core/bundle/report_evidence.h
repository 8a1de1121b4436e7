// What report.html says about the evidence: the question and the method, which probes there are and
// what is missing of them, what was left out, whose keys count, who has stamped it with a time, and
// how to check it all. Pure.
#pragma once

#include <string>

#include "core/bundle/report_context.h"

namespace tocsin::bundle {

std::string report_evidence(const ReportContext& context);

}  // namespace tocsin::bundle
