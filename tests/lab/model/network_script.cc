#include "tests/lab/model/network_script.h"

#include <cstdio>

#include "tests/lab/model/cabling.h"

namespace tocsin::lab {
namespace {

// Locally administered, and told from all others by the link's number and end.
std::string mac_of(std::size_t link, char end) {
  char text[18];
  std::snprintf(text, sizeof text, "02:00:00:00:%02zx:%s", link, end == 'a' ? "0a" : "0b");
  return text;
}

struct Pair {
  std::string name, netns, mac;
  std::string peer_name, peer_netns, peer_mac;
};

std::string add_pair(const Pair& pair) {
  return "link add " + pair.name + " netns " + pair.netns +
         (pair.mac.empty() ? "" : " address " + pair.mac) + " type veth peer name " +
         pair.peer_name + " netns " + pair.peer_netns +
         (pair.peer_mac.empty() ? "" : " address " + pair.peer_mac) + "\n";
}

// One end of a cable as its host sees it.
struct End {
  std::string interface;
  std::string ipv4, ipv6;
  std::string far_ipv4, far_ipv6, far_mac;
};

std::string end_script(const End& end) {
  const auto& dev = end.interface;
  return "link set " + dev + " up\n" +                              //
         "addr add " + end.ipv4 + "/31 dev " + dev + "\n" +         //
         "addr add " + end.ipv6 + "/127 dev " + dev + " nodad\n" +  //
         "neigh replace " + end.far_ipv4 + " lladdr " + end.far_mac + " dev " + dev +
         " nud permanent\n" +  //
         "neigh replace " + end.far_ipv6 + " lladdr " + end.far_mac + " dev " + dev +
         " nud permanent\n";
}

std::string ends_of(const Topology& topology, const std::string& host) {
  std::string text;
  for (std::size_t i = 0; i < topology.links.size(); ++i) {
    const auto& link = topology.links[i];
    if (link.a == host) {
      text += end_script({.interface = interface_to(link.b),
                          .ipv4 = link.ipv4_a,
                          .ipv6 = link.ipv6_a,
                          .far_ipv4 = link.ipv4_b,
                          .far_ipv6 = link.ipv6_b,
                          .far_mac = mac_of(i, 'b')});
    } else if (link.b == host) {
      text += end_script({.interface = interface_to(link.a),
                          .ipv4 = link.ipv4_b,
                          .ipv6 = link.ipv6_b,
                          .far_ipv4 = link.ipv4_a,
                          .far_ipv6 = link.ipv6_a,
                          .far_mac = mac_of(i, 'a')});
    }
  }
  return text;
}

}  // namespace

std::string wire_interface(std::size_t link, char end) {
  return "w" + std::to_string(link) + end;
}

std::string cable_script(const Topology& topology,
                         const std::function<std::string(const std::string&)>& netns) {
  std::string text;
  for (std::size_t i = 0; i < topology.links.size(); ++i) {
    const auto& link = topology.links[i];
    const Pair direct{.name = interface_to(link.b),
                      .netns = netns(link.a),
                      .mac = mac_of(i, 'a'),
                      .peer_name = interface_to(link.a),
                      .peer_netns = netns(link.b),
                      .peer_mac = mac_of(i, 'b')};
    if (link.delay == link.delay.zero()) {
      text += add_pair(direct);
      continue;
    }
    auto near = direct;
    near.peer_name = wire_interface(i, 'a');
    near.peer_netns = netns(wire_namespace);
    near.peer_mac.clear();
    auto far = direct;
    far.name = wire_interface(i, 'b');
    far.netns = netns(wire_namespace);
    far.mac.clear();
    text += add_pair(near) + add_pair(far);
  }
  return text;
}

std::string host_script(const Topology& topology, const Host& host) {
  std::string text = "link set lo up\n";
  for (const auto& address : host.addresses) {
    text +=
        "addr add " + host_prefix(address) + " dev lo" + (is_ipv6(address) ? " nodad" : "") + "\n";
  }
  text += ends_of(topology, host.name);
  for (const auto& route : host.routes) {
    text += "route add " + route.prefix + " via " + route.via +
            (route.source.empty() ? "" : " src " + route.source) + "\n";
  }
  return text;
}

std::string wire_script(const Topology& topology) {
  std::string text = "link set lo up\n";
  for (std::size_t i = 0; i < topology.links.size(); ++i) {
    if (topology.links[i].delay == topology.links[i].delay.zero()) continue;
    text += "link set " + wire_interface(i, 'a') + " up\n";
    text += "link set " + wire_interface(i, 'b') + " up\n";
  }
  return text;
}

std::vector<Setting> kernel_settings(Role role) {
  std::vector<Setting> settings = {{"net/ipv4/conf/all/rp_filter", "0"},
                                   {"net/ipv4/conf/default/rp_filter", "0"},
                                   {"net/ipv6/conf/all/disable_ipv6", "0"},
                                   {"net/ipv6/conf/default/disable_ipv6", "0"},
                                   {"net/ipv6/conf/default/accept_dad", "0"},
                                   {"net/ipv6/conf/default/accept_ra", "0"},
                                   {"net/ipv6/conf/default/router_solicitations", "0"},
                                   {"net/ipv6/conf/default/addr_gen_mode", "1"},
                                   {"net/ipv4/icmp_ratelimit", "0"},
                                   {"net/ipv6/icmp/ratelimit", "0"}};
  if (role == Role::router || role == Role::border || role == Role::site) {
    settings.push_back({"net/ipv4/ip_forward", "1"});
    settings.push_back({"net/ipv6/conf/all/forwarding", "1"});
  }
  return settings;
}

}  // namespace tocsin::lab
