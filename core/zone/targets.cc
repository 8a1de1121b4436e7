#include "core/zone/targets.h"

#include <algorithm>
#include <set>

namespace tocsin::zone {

plan::TargetSet targets_of(const VerifiedZone& zone) {
  plan::TargetSet targets;
  for (const auto& delegation : zone.delegations()) {
    for (const auto& server : delegation.servers) {
      for (const auto& address : server.addresses) {
        targets.endpoints.push_back({delegation.zone, server.name, address});
      }
    }
  }
  std::ranges::sort(targets.endpoints);
  const auto doubles = std::ranges::unique(targets.endpoints);
  targets.endpoints.erase(doubles.begin(), doubles.end());
  return targets;
}

std::vector<std::string> servers_without_address(const VerifiedZone& zone) {
  std::set<std::string> names;
  for (const auto& delegation : zone.delegations()) {
    for (const auto& server : delegation.servers) {
      if (server.addresses.empty()) names.insert(server.name);
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace tocsin::zone
