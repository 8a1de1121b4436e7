#include "core/zone/targets.h"

#include <algorithm>
#include <set>

#include "core/zone/delegation_reader.h"

namespace tocsin::zone {
namespace {

class Targets {
 public:
  void add(const std::string& zone, std::span<const NameServer> servers) {
    for (const auto& server : servers) {
      for (const auto& address : server.addresses) all_.push_back({zone, server.name, address});
    }
  }

  plan::TargetSet finish() && {
    std::ranges::sort(all_);
    const auto doubles = std::ranges::unique(all_);
    all_.erase(doubles.begin(), doubles.end());
    return {std::move(all_)};
  }

 private:
  std::vector<plan::Endpoint> all_;
};

}  // namespace

plan::TargetSet targets_of(const VerifiedZone& zone) {
  Targets targets;
  for (const auto& delegation : zone.delegations())
    targets.add(delegation.zone, delegation.servers);
  return std::move(targets).finish();
}

plan::TargetSet root_targets_of(const VerifiedZone& zone) {
  Targets targets;
  targets.add(".", apex_servers_of(zone.content()));
  return std::move(targets).finish();
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
