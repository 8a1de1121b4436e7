#include "tests/lab/model/profile.h"

#include "tests/lab/model/cabling.h"

namespace tocsin::lab {
namespace {

constexpr int all_tlds = 2000;

// `leaf` hangs on `router` with one cable: its default routes lead there, and the router learns the
// leaf's own addresses.
void hang(Topology& topology, Host leaf, Host& router) {
  const auto link = connect(topology, router.name, leaf.name);
  leaf.routes = default_routes(link.ipv4_a, link.ipv6_a, leaf.addresses);
  for (const auto& address : leaf.addresses) {
    const auto& via = is_ipv6(address) ? link.ipv6_b : link.ipv4_b;
    router.routes.push_back({.prefix = host_prefix(address), .via = via});
  }
  topology.hosts.push_back(std::move(leaf));
}

// Nine letters by Knot, two by NSD, two by BIND: all three are met, and the lab stays light.
Vendor vendor_of_small(std::size_t number) {
  if (number % 6 == 1) return Vendor::nsd;
  if (number % 6 == 3) return Vendor::bind;
  return Vendor::knot;
}

}  // namespace

Topology cage_topology(std::vector<Letter> letters) {
  Topology topology{.profile = "cage", .tlds_max = 20, .letters = std::move(letters)};
  topology.letters.resize(1);
  const auto& letter = topology.letters.front();
  const auto link = connect(topology, "server", "probe");
  topology.hosts = {
      {.name = "server", .role = Role::site, .addresses = {letter.ipv4, letter.ipv6}},
      {.name = "probe", .role = Role::probe, .routes = default_routes(link.ipv4_a, link.ipv6_a)}};
  topology.instances = {{.name = std::string(1, letter.name) + "1.lab",
                         .letter = letter.name,
                         .host = "server",
                         .addresses = {letter.ipv4, letter.ipv6}}};
  return topology;
}

Topology small_topology(std::vector<Letter> letters) {
  Topology topology{.profile = "small", .tlds_max = all_tlds, .letters = std::move(letters)};
  Host router{.name = "router", .role = Role::router};
  Host site{.name = "site", .role = Role::site};
  for (std::size_t i = 0; i < topology.letters.size(); ++i) {
    const auto& letter = topology.letters[i];
    site.addresses.insert(site.addresses.end(), {letter.ipv4, letter.ipv6});
    topology.instances.push_back({.name = std::string(1, letter.name) + "1.site.lab",
                                  .letter = letter.name,
                                  .host = "site",
                                  .vendor = vendor_of_small(i),
                                  .addresses = {letter.ipv4, letter.ipv6}});
  }
  hang(topology, std::move(site), router);
  hang(topology, {.name = "probe", .role = Role::probe}, router);
  Host collector{
      .name = "collector", .role = Role::collector, .addresses = {collector_ipv4, collector_ipv6}};
  hang(topology, std::move(collector), router);
  topology.hosts.push_back(std::move(router));
  return topology;
}

Result<Topology> topology_of(const std::string& profile, std::vector<Letter> letters) {
  if (letters.empty()) return fail("the hints name no root server");
  if (profile == "cage") return cage_topology(std::move(letters));
  if (profile == "small") return small_topology(std::move(letters));
  if (profile == "full") return full_topology(std::move(letters));
  return fail("there is no profile " + profile + ": cage, small, full");
}

}  // namespace tocsin::lab
