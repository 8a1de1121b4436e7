// A report on dependence for people: a page of plain text.
#pragma once

#include <string>

#include "core/assess/dependence_report.h"

namespace tocsin::assess {

std::string dependence_text(const DependenceReport& report);

}  // namespace tocsin::assess
