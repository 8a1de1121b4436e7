#include "core/zone/delegation.h"

#include <set>

#include "core/base/hex.h"

namespace tocsin::zone {

std::string to_text(const DelegationSigner& signer) {
  return std::to_string(signer.key_tag) + " " + std::to_string(signer.algorithm) + " " +
         std::to_string(signer.digest_type) + " " + to_hex(signer.digest);
}

CountOf count_of(std::span<const Delegation> delegations) {
  CountOf count{.zones = delegations.size()};
  std::set<std::string_view> servers;
  std::set<plan::Address> addresses;
  for (const auto& delegation : delegations) {
    for (const auto& server : delegation.servers) {
      servers.insert(server.name);
      addresses.insert(server.addresses.begin(), server.addresses.end());
      count.endpoints += server.addresses.size();
    }
  }
  count.servers = servers.size();
  count.addresses = addresses.size();
  return count;
}

}  // namespace tocsin::zone
