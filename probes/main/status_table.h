// A probe's status for people.
#pragma once

#include <string>

#include "probes/main/status_json.h"

namespace tocsin::probe {

// What is not known is "unknown". `now`: what ages are counted from.
std::string as_table(const ProbeStatus& status, const StatusVerdict& verdict, WallTime now);

}  // namespace tocsin::probe
