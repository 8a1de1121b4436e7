// How much of the root's service depends on whom, with what that was computed from: what auditor
// and collector say in the same words (dependence_json.h, dependence_text.h).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/assess/dependence.h"

namespace tocsin::assess {

struct DependenceReport {
  RootParties parties;
  std::uint32_t needed = 0;  // k
  WallTime until;            // what was measured in the window that ends here
  Duration window{};
  ReachCounts counts;
  std::vector<Dependence> of;
};

DependenceReport dependence_report(const Reach& reach, const RootParties& parties);

// `known`: by country, the probes that each vouches for. Of a country that has any, and of the
// world, there is an entry also where nobody measured: without voices and without withdrawals.
DependenceReport dependence_report(const Reach& reach,
                                   const std::map<std::string, std::size_t>& known,
                                   const RootParties& parties);

// "acj"
std::string letters_text(std::uint32_t letters);

}  // namespace tocsin::assess
