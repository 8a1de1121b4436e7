#include "core/zone/delegation_reader.h"

#include <algorithm>
#include <map>

#include "core/dns/message_name.h"

namespace tocsin::zone {
namespace {

using plan::Address;
using plan::Family;

constexpr std::size_t v4_octets = 4;

using AddressesOf = std::map<std::string, std::vector<Address>>;

std::optional<Address> address_of(const ZoneRecord& record) {
  const auto data = record.data();
  Address address;
  const bool v4 = record.type == dns::Type::a && data.size() == v4_octets;
  const bool v6 = record.type == dns::Type::aaaa && data.size() == address.bytes.size();
  if (!v4 && !v6) return std::nullopt;
  address.family = v4 ? Family::v4 : Family::v6;
  std::ranges::copy(data, address.bytes.begin());
  return address;
}

AddressesOf addresses_of(const std::vector<Node>& nodes) {
  AddressesOf all;
  for (const auto& node : nodes) {
    for (const auto& record : node.records) {
      if (const auto address = address_of(record)) all[node.owner().to_text()].push_back(*address);
    }
  }
  for (auto& [name, addresses] : all) std::ranges::sort(addresses);
  return all;
}

std::vector<NameServer> servers_of(const Node& node, const AddressesOf& addresses) {
  std::vector<NameServer> servers;
  for (const auto& record : node.of(dns::Type::ns)) {
    const auto name = dns::read_name(record.data(), 0);
    if (!name) continue;
    const auto found = addresses.find(name->to_text());
    servers.push_back({.name = name->to_text(), .addresses = {}});
    if (found != addresses.end()) servers.back().addresses = found->second;
  }
  return servers;
}

std::vector<DelegationSigner> signers_of(const Node& node) {
  std::vector<DelegationSigner> signers;
  for (const auto& record : node.of(dns::Type::ds)) {
    Cursor in(record.data());
    const auto tag = in.take_be16();
    const auto algorithm = in.take_u8();
    const auto digest_type = in.take_u8();
    if (!tag || !algorithm || !digest_type) continue;
    signers.push_back({.key_tag = *tag,
                       .algorithm = *algorithm,
                       .digest_type = *digest_type,
                       .digest = Bytes(in.rest().begin(), in.rest().end())});
  }
  return signers;
}

}  // namespace

std::vector<Delegation> delegations_of(const Content& content) {
  const auto nodes = nodes_of(content);
  const auto addresses = addresses_of(nodes);
  std::vector<Delegation> delegations;
  for (const auto& node : nodes) {
    if (node.place != Place::delegation) continue;
    delegations.push_back({.zone = node.owner().to_text(),
                           .servers = servers_of(node, addresses),
                           .signers = signers_of(node)});
  }
  return delegations;
}

std::vector<NameServer> apex_servers_of(const Content& content) {
  const auto nodes = nodes_of(content);
  const auto apex = std::ranges::find(nodes, Place::apex, &Node::place);
  return apex == nodes.end() ? std::vector<NameServer>() : servers_of(*apex, addresses_of(nodes));
}

}  // namespace tocsin::zone
