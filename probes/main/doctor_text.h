// What the doctor says, as text.
#pragma once

#include <string>
#include <vector>

#include "probes/doctor/finding.h"

namespace tocsin::probe {

// A line for each finding, and under it what to do.
std::string as_table(const std::vector<Finding>& findings);

// One object: verdict, and findings, for each number, check, verdict, found, remedy.
std::string as_json(const std::vector<Finding>& findings);

}  // namespace tocsin::probe
