#include "tests/lab/model/topology.h"

#include <algorithm>

namespace tocsin::lab {

const Host* find_host(const Topology& topology, const std::string& name) {
  const auto found = std::ranges::find(topology.hosts, name, &Host::name);
  return found == topology.hosts.end() ? nullptr : &*found;
}

const Letter* find_letter(const Topology& topology, char name) {
  const auto found = std::ranges::find(topology.letters, name, &Letter::name);
  return found == topology.letters.end() ? nullptr : &*found;
}

std::vector<const Instance*> instances_of(const Topology& topology, char letter) {
  std::vector<const Instance*> found;
  for (const auto& instance : topology.instances) {
    if (instance.letter == letter) found.push_back(&instance);
  }
  return found;
}

std::string interface_to(const std::string& host) {
  return "to-" + host;
}

}  // namespace tocsin::lab
