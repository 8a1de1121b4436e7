#include "tests/lab/model/cabling.h"

#include <cstdio>

#include "core/base/check.h"

namespace tocsin::lab {

const Link& connect(Topology& topology,
                    const std::string& a,
                    const std::string& b,
                    std::chrono::microseconds delay) {
  const auto number = topology.links.size();
  check(number < 128, "a lab has fewer than 128 cables");
  const auto ipv4 = [&](std::size_t end) { return "10.0.0." + std::to_string(2 * number + end); };
  char net[16];
  std::snprintf(net, sizeof net, "fd00:0:0:%zx::", number + 1);
  topology.links.push_back({.a = a,
                            .b = b,
                            .ipv4_a = ipv4(0),
                            .ipv4_b = ipv4(1),
                            .ipv6_a = std::string(net),
                            .ipv6_b = std::string(net) + "1",
                            .delay = delay});
  return topology.links.back();
}

std::vector<Route> default_routes(const std::string& via_ipv4,
                                  const std::string& via_ipv6,
                                  const std::vector<std::string>& own_addresses) {
  Route ipv4{.prefix = "0.0.0.0/0", .via = via_ipv4};
  Route ipv6{.prefix = "::/0", .via = via_ipv6};
  for (const auto& address : own_addresses) {
    auto& route = is_ipv6(address) ? ipv6 : ipv4;
    if (route.source.empty()) route.source = address;
  }
  return {ipv4, ipv6};
}

std::string host_prefix(const std::string& address) {
  return address + (is_ipv6(address) ? "/128" : "/32");
}

bool is_ipv6(const std::string& text) {
  return text.find(':') != std::string::npos;
}

}  // namespace tocsin::lab
