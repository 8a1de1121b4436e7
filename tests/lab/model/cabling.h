// Numbers the cables of a topology: cable n has 10.0.0.2n/31 and fd00:0:0:n::/127.
#pragma once

#include <chrono>
#include <string>

#include "tests/lab/model/topology.h"

namespace tocsin::lab {

// The link, appended to the topology; valid until the next one is. `a` has the lower addresses.
const Link& connect(Topology& topology,
                    const std::string& a,
                    const std::string& b,
                    std::chrono::microseconds delay = {});

// The default routes of both families through a next hop. The host's packets carry its first
// address of each family, if it has one.
std::vector<Route> default_routes(const std::string& via_ipv4,
                                  const std::string& via_ipv6,
                                  const std::vector<std::string>& own_addresses = {});

// Host routes: "193.0.14.129/32", "2001:7fd::1/128".
std::string host_prefix(const std::string& address);

bool is_ipv6(const std::string& address_or_prefix);

}  // namespace tocsin::lab
