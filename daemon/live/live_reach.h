// What the probes reach now, as far as measurements are fresh: what figures on dependence are made
// of (core/assess/dependence_report.h).
#pragma once

#include <map>
#include <string>

#include "core/assess/reach.h"

namespace tocsin::collector {

struct LiveReach {
  assess::Reach reach;  // of probes with a voice; of isolated ones, for their countries alone
  std::map<std::string, std::size_t> known;  // probes that each country vouches for now
};

}  // namespace tocsin::collector
