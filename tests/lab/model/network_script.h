// What iproute2 is told to do, as texts for `ip -batch`. Neighbours are permanent and interfaces
// have no link-local address, so that no resolution or detection packet ever delays a measurement.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/lab/model/topology.h"

namespace tocsin::lab {

// The name of the namespace in which the delay engine has the far ends of all delayed links.
inline constexpr auto wire_namespace = "wire";

// "w3a" and "w3b" there are the ends of the link with index 3.
std::string wire_interface(std::size_t link, char end);

// Makes every pair of interfaces, to be run in any namespace. `netns` gives the path of a host's
// (or the wire's) namespace.
std::string cable_script(const Topology& topology,
                         const std::function<std::string(const std::string&)>& netns);

// Addresses, neighbours and routes of one host, to be run in its namespace.
std::string host_script(const Topology& topology, const Host& host);

// Raises the interfaces of the wire's namespace, to be run there.
std::string wire_script(const Topology& topology);

// Names below /proc/sys with their values, for every namespace, before it has interfaces.
struct Setting {
  std::string path;  // "net/ipv4/ip_forward"
  std::string value;
};
std::vector<Setting> kernel_settings(Role role);

}  // namespace tocsin::lab
