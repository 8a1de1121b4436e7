#include "tests/lab/cage/network.h"

#include "tests/lab/cage/process.h"
#include "tests/lab/model/network_script.h"

namespace tocsin::lab {
namespace {

Status<> run_ip(const NetNamespace* host, const std::string& script) {
  const auto done = run_tool({"ip", "-batch", "-"}, host, script);
  if (!done) return tl::unexpected(done.error());
  return {};
}

// The engine reads from the wire's side what the host's side sent, so it is the host's side that
// has to finish its checksums.
Status<> finish_checksums(const Network& network, const Link& link) {
  Status<> status;
  network.host(link.a)->enter([&] { status = disable_checksum_offload(interface_to(link.b)); });
  if (!status) return status;
  network.host(link.b)->enter([&] { status = disable_checksum_offload(interface_to(link.a)); });
  return status;
}

}  // namespace

Result<Network> Network::build(const Topology& topology, const std::string& folder) {
  Network network;
  auto status = network.make_namespaces(topology, folder);
  if (status) status = network.lay_cables(topology);
  if (status) status = network.configure(topology);
  if (!status) return tl::unexpected(status.error());
  return network;
}

const NetNamespace* Network::host(const std::string& name) const {
  const auto found = namespaces_.find(name);
  return found == namespaces_.end() ? nullptr : &found->second;
}

Status<> Network::tell_ip(const std::string& name, const std::string& script) const {
  return run_ip(host(name), script);
}

Status<> Network::make_namespaces(const Topology& topology, const std::string& folder) {
  const auto make = [&](const std::string& name, Role role) -> Status<> {
    auto made = NetNamespace::make(folder + "/" + name, kernel_settings(role));
    if (!made) return tl::unexpected(made.error());
    namespaces_.emplace(name, std::move(*made));
    return {};
  };
  for (const auto& host : topology.hosts) {
    if (const auto status = make(host.name, host.role); !status) return status;
  }
  return make(wire_namespace, Role::probe);
}

Status<> Network::lay_cables(const Topology& topology) const {
  const auto path = [this](const std::string& name) { return host(name)->path(); };
  if (const auto status = run_ip(nullptr, cable_script(topology, path)); !status) return status;
  for (const auto& link : topology.links) {
    if (link.delay == link.delay.zero()) continue;
    if (const auto status = finish_checksums(*this, link); !status) return status;
  }
  return run_ip(host(wire_namespace), wire_script(topology));
}

Status<> Network::configure(const Topology& topology) const {
  for (const auto& each : topology.hosts) {
    const auto status = run_ip(host(each.name), host_script(topology, each));
    if (!status) return status;
  }
  return {};
}

}  // namespace tocsin::lab
