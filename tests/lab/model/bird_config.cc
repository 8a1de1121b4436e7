#include "tests/lab/model/bird_config.h"

#include <algorithm>

#include "core/base/check.h"
#include "tests/lab/model/cabling.h"

namespace tocsin::lab {
namespace {

std::string preamble(const Speaker& speaker) {
  return "router id 10.255." + std::to_string(speaker.as_number / 256) + "." +
         std::to_string(speaker.as_number % 256) +
         ";\n"
         "log stderr { warning, error, fatal, bug };\n"
         "protocol device { }\n"
         "protocol kernel table_v4 { ipv4 { import none; export where dest != RTD_UNREACHABLE; }; "
         "}\n"
         "protocol kernel table_v6 { ipv6 { import none; export where dest != RTD_UNREACHABLE; }; "
         "}\n";
}

std::string family_of(const std::string& prefix) {
  return is_ipv6(prefix) ? "ipv6" : "ipv4";
}

// One protocol for each prefix, because birdc disables protocols and not routes. What the host
// itself serves is unreachable beside the addresses that it has.
std::string protocol_name(const Prefix& prefix, std::size_t index) {
  const auto group = prefix.group.empty() ? "net_" + std::to_string(index) : prefix.group;
  return group + (is_ipv6(prefix.text) ? "_v6" : "_v4");
}

std::string origin(const Prefix& prefix, std::size_t index) {
  auto route = "route " + prefix.text;
  route += prefix.via.empty() ? " unreachable" : " via " + prefix.via;
  if (prefix.origin) {
    route += " { bgp_path.prepend(" + std::to_string(*prefix.origin) + "); }";
  }
  const bool waits = prefix.announced == Prefix::Announced::when_told;
  return "protocol static " + protocol_name(prefix, index) + " { " + (waits ? "disabled; " : "") +
         family_of(prefix.text) + "; " + route + "; }\n";
}

struct Session {
  std::string name;
  std::string local;
  std::string neighbor;
  int local_as;
  int neighbor_as;
};

std::string session(const Session& session) {
  return "protocol bgp " + session.name + " {\n  local " + session.local + " as " +
         std::to_string(session.local_as) + ";\n  neighbor " + session.neighbor + " as " +
         std::to_string(session.neighbor_as) +
         ";\n"
         "  hold time 6; keepalive time 2;\n"
         "  connect delay time 1; connect retry time 1; error wait time 1, 2;\n  " +
         family_of(session.local) +
         " { import all; export where source ~ [ RTS_STATIC, RTS_BGP ]; next hop self; };\n}\n";
}

// BIRD's names have letters, digits and underscores.
std::string session_name(std::string peer, const char* family) {
  std::ranges::replace(peer, '-', '_');
  return "to_" + peer + family;
}

std::string sessions(const Topology& topology, const Host& host) {
  std::string text;
  for (const auto& link : topology.links) {
    if (link.a != host.name && link.b != host.name) continue;
    const bool first = link.a == host.name;
    const auto* peer = find_host(topology, first ? link.b : link.a);
    if (peer == nullptr || !peer->speaker) continue;
    text += session({.name = session_name(peer->name, "_v4"),
                     .local = first ? link.ipv4_a : link.ipv4_b,
                     .neighbor = first ? link.ipv4_b : link.ipv4_a,
                     .local_as = host.speaker->as_number,
                     .neighbor_as = peer->speaker->as_number});
    text += session({.name = session_name(peer->name, "_v6"),
                     .local = first ? link.ipv6_a : link.ipv6_b,
                     .neighbor = first ? link.ipv6_b : link.ipv6_a,
                     .local_as = host.speaker->as_number,
                     .neighbor_as = peer->speaker->as_number});
  }
  return text;
}

}  // namespace

std::string bird_config(const Topology& topology, const Host& host) {
  check(host.speaker.has_value(), "only a speaker has a BIRD");
  auto text = preamble(*host.speaker);
  for (std::size_t i = 0; i < host.speaker->prefixes.size(); ++i) {
    text += origin(host.speaker->prefixes[i], i);
  }
  return text + sessions(topology, host);
}

std::vector<std::string> protocols_of(const Host& host, const std::string& group) {
  std::vector<std::string> names;
  if (!host.speaker) return names;
  for (std::size_t i = 0; i < host.speaker->prefixes.size(); ++i) {
    const auto& prefix = host.speaker->prefixes[i];
    if (prefix.group == group) names.push_back(protocol_name(prefix, i));
  }
  return names;
}

std::string bird_service(const std::string& host) {
  return "bird." + host;
}

}  // namespace tocsin::lab
