// Configuration of a router's BIRD 2: eBGP with every neighbour that speaks, one session for each
// family, with timers so short that a route moves in seconds.
#pragma once

#include <string>
#include <vector>

#include "tests/lab/model/topology.h"

namespace tocsin::lab {

// `host` has a speaker.
std::string bird_config(const Topology& topology, const Host& host);

// The protocols that originate a group of prefixes, to be disabled and enabled by birdc. Empty
// where the host originates none of it.
std::vector<std::string> protocols_of(const Host& host, const std::string& group);

// The service's name under which a host's BIRD runs: "bird.eu".
std::string bird_service(const std::string& host);

}  // namespace tocsin::lab
