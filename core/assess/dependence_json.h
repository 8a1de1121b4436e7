// A report on dependence for programs: one JSON object on one line
// (docs/conformance/dependence.md).
#pragma once

#include <string>

#include "core/assess/dependence_report.h"

namespace tocsin::assess {

std::string dependence_json(const DependenceReport& report);

}  // namespace tocsin::assess
