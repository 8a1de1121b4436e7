#include "config/probe_options.h"

#include <algorithm>
#include <map>
#include <set>

#include "config/load.h"
#include "config/reader.h"
#include "core/plan/root_hints.h"

namespace tocsin::config {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t gibibyte = 1ULL << 30U;

void read_collector(Mapping& mapping, Collector& collector) {
  mapping.need("name", collector.name, name());
  mapping.need("address", collector.address, address());
  mapping.read("port", collector.port, number(1, 65535));
  mapping.need("tls_name", collector.tls_name, dns_name());
  mapping.read("ca_file", collector.ca_file, absolute_path());
  mapping.read("log_key", collector.log_key, text(200));
  read_witnesses(mapping, collector.witnesses, collector.quorum);
  for (const auto& witness : collector.witnesses) {
    if (!witness.address) mapping.complain("witnesses", "A witness that is asked has an address.");
  }
}

void read_collectors(Mapping& root, std::vector<Collector>& collectors) {
  std::set<std::string> names;
  root.each("collectors", "a collector", [&](Mapping& mapping) {
    auto& collector = collectors.emplace_back();
    read_collector(mapping, collector);
    if (!collector.name.empty() && !names.insert(collector.name).second) {
      mapping.complain("name", "There is another collector named " + collector.name + ".");
    }
  });
}

// Why an address cannot be a reference, by address.
std::map<plan::Address, std::string> not_references(const std::vector<Collector>& collectors) {
  std::map<plan::Address, std::string> reasons;
  for (const auto& endpoint : plan::compiled_root_targets().endpoints) {
    reasons.emplace(endpoint.address, "is a root server, and the root is not its own referee");
  }
  for (const auto& collector : collectors) {
    reasons.emplace(collector.address, "is a collector, and no referee of its own probes");
  }
  return reasons;
}

void read_references(Mapping& root, ProbeOptions& options) {
  auto taken = not_references(options.collectors);
  auto& references = options.references;
  root.within("references", [&](Mapping& mapping) {
    const auto read_ring = [&](const char* key, std::vector<plan::Address>& ring) {
      mapping.read_list(key, ring, address());
      for (const auto& reference : ring) {
        const auto [earlier, added] = taken.emplace(reference, "is a reference already");
        if (!added) mapping.complain(key, to_text(reference) + " " + earlier->second + ".");
      }
    };
    read_ring("line", references.line);
    read_ring("country", references.country);
    read_ring("world", references.world);
  });
}

void read_time_servers(Mapping& root, std::vector<plan::Address>& servers) {
  root.read_list("time_servers", servers, address());
  const std::set<plan::Address> distinct(servers.begin(), servers.end());
  if (distinct.size() != servers.size()) {
    root.complain("time_servers", "A time server is listed twice: each has one voice.");
  }
  if (!servers.empty() && servers.size() < time_servers_min) {
    root.complain(
        "time_servers",
        "time_servers needs at least three, or none: fewer cannot outvote one that lies.");
  }
  if (servers.size() > time_servers_max) {
    root.complain("time_servers", "time_servers has at most sixteen.");
  }
}

void read_limits(Mapping& root, ProbeOptions& options) {
  root.within("limits", [&](Mapping& mapping) {
    mapping.read("queries_per_second", options.ceilings.queries_per_second, number(1, 10'000));
    mapping.read(
        "bytes_per_day", options.ceilings.bytes_per_day, size(1024 * 1024, 1024 * gibibyte));
    mapping.read("spool_bytes_max", options.spool_bytes_max, size(1024 * 1024, 1024 * gibibyte));
  });
}

// Slower than compiled in, never faster and never off: the watch is what all countries share.
void read_watch(Mapping& root, plan::Plan& watch) {
  const auto planned = plan::watch().measures.front();
  auto& soa = watch.measures.front();
  root.within("watch", [&](Mapping& mapping) {
    mapping.read("udp_every", soa.udp_every, duration(planned.udp_every, 1h));
    mapping.read("tcp_every", soa.tcp_every, duration(planned.tcp_every, 1h));
  });
}

void read_fleet_number(Mapping& root, ProbeOptions& options) {
  root.read("fleet_number", options.fleet_number, number(0, 999'999));
  if (options.fleet_number && *options.fleet_number >= options.fleet_size) {
    root.complain("fleet_number", "fleet_number must be below fleet_size: numbers start at 0.");
  }
}

// Each once; the watch always runs and is not one of them.
Value<plan::Plan> plan_beside_the_watch() {
  return [](std::string_view name) -> Result<plan::Plan> {
    auto plan = plan::plan_named(name);
    if (!plan || name == plan::watch().name) {
      return fail("the name of a plan: identity, resolver, route, rssac047, spec10 or zone");
    }
    return *std::move(plan);
  };
}

void read_plans(Mapping& root, ProbeOptions& options) {
  std::vector<plan::Plan> plans;
  if (!root.has("plans")) return;
  root.read_list("plans", plans, plan_beside_the_watch());
  for (auto plan = plans.begin(); plan != plans.end(); ++plan) {
    if (std::find(plans.begin(), plan, *plan) == plan) continue;
    root.complain("plans", plan->name + " is listed twice.");
  }
  options.plans = std::move(plans);
}

}  // namespace

Result<ProbeOptions> probe_options_from(std::string_view yaml, std::string_view file) {
  const auto node = node_from(yaml);
  if (!node) return fail(to_text(Problems{node.error()}, file));
  Problems problems;
  ProbeOptions options;
  Mapping root(*node, "the configuration", problems);
  root.need("state_dir", options.state_dir, absolute_path());
  read_collectors(root, options.collectors);
  read_references(root, options);
  read_time_servers(root, options.time_servers);
  read_limits(root, options);
  read_watch(root, options.watch);
  read_plans(root, options);
  root.read("fleet_size", options.fleet_size, number(1, 1'000'000));
  read_fleet_number(root, options);
  root.read("hints_file", options.hints_file, absolute_path());
  root.read("trust_anchor_file", options.trust_anchor_file, absolute_path());
  root.finish();
  if (!problems.empty()) return fail(to_text(std::move(problems), file));
  return options;
}

}  // namespace tocsin::config
