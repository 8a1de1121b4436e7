// The topology's hosts and cables, made real.
#pragma once

#include <map>
#include <string>

#include "core/base/result.h"
#include "tests/lab/cage/net_namespace.h"
#include "tests/lab/model/topology.h"

namespace tocsin::lab {

class Network {
 public:
  // `folder` receives one bound namespace for each host.
  static Result<Network> build(const Topology& topology, const std::string& folder);

  // Nothing for a name that is not in the topology.
  const NetNamespace* host(const std::string& name) const;

  // Lines for `ip -batch`, carried out at a host.
  Status<> tell_ip(const std::string& host, const std::string& script) const;

 private:
  Status<> make_namespaces(const Topology& topology, const std::string& folder);
  Status<> lay_cables(const Topology& topology) const;
  Status<> configure(const Topology& topology) const;

  std::map<std::string, NetNamespace> namespaces_;
};

}  // namespace tocsin::lab
