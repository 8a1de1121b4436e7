// What the doctor makes of a host. Pure.
#pragma once

#include "probes/doctor/facts.h"
#include "probes/doctor/finding.h"

namespace tocsin::probe {

// In the order in which they are numbered, always all of them.
std::vector<Finding> judge(const Facts& facts);

}  // namespace tocsin::probe
