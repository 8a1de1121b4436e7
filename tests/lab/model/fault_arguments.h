// What the arguments of a fault mean in a topology. Each refusal says what was not understood.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/model/topology.h"

namespace tocsin::lab {

using Arguments = std::map<std::string, std::string>;

std::string value_or(const Arguments& arguments, const std::string& key, std::string fallback);
Result<double> share_of(const Arguments& arguments, const std::string& key, std::string fallback);
Result<std::uint64_t> number_of(const Arguments& arguments,
                                const std::string& key,
                                std::uint64_t fallback);

// The instances that "letter" and "site" choose, and the addresses that "family" leaves.
struct Selection {
  std::vector<const Instance*> instances;
  std::vector<std::string> addresses;
};

Result<Selection> select(const Topology& topology, const Arguments& arguments);

struct Border {
  const Host* host;     // the router at the country's edge
  std::string outside;  // the router beyond it
  std::string inside;   // the probes' host
};

Result<Border> border_of(const Topology& topology, const std::string& country);

// The cable that a country's way out takes, or that between two hosts, by its place in the
// topology.
Result<std::size_t> cable_of(const Topology& topology, const Arguments& arguments);

// "ip daddr 193.0.14.129", "ip6 saddr 2001:7fd::1": as nftables selects packets.
std::string to_address(const std::string& address);
std::string from_address(const std::string& address);

}  // namespace tocsin::lab
