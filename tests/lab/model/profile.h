// The three sizes of the lab.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/model/topology.h"

namespace tocsin::lab {

// `cage`:  "server" with the first letter on its real addresses, and "probe".
// `small`: "site" with one instance of every letter, "probe" and "collector" around one router.
// `full`:  three regions, three anycast sites, two instances of every letter, five countries with
//          two domestic networks each, references in three regions, and a collector.
// An unknown name is an error that lists the known ones.
Result<Topology> topology_of(const std::string& profile, std::vector<Letter> letters);

Topology cage_topology(std::vector<Letter> letters);
Topology small_topology(std::vector<Letter> letters);
Topology full_topology(std::vector<Letter> letters);

// The host of the reference that hangs on a region's router, in `full`.
std::string world_reference_at(const std::string& router);

// Where the collector listens, in every profile that has one.
inline constexpr auto collector_ipv4 = "10.50.0.10";
inline constexpr auto collector_ipv6 = "fd00:50::10";

}  // namespace tocsin::lab
