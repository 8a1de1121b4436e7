#include "config/collector_options.h"

#include <set>

#include "config/listener_reader.h"
#include "config/load.h"
#include "config/witness_duty.h"

namespace tocsin::config {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kibibyte = 1ULL << 10U;
constexpr std::uint64_t mebibyte = 1ULL << 20U;

// Those of core/record/payload_policy.h.
constexpr Duration embargo_max = 24h * 366;
constexpr Duration kept_min = 24h * 31;
constexpr Duration kept_max = 24h * 36'600;

void read_listeners(Mapping& root, Listeners& listeners) {
  root.within("listeners", [&](Mapping& mapping) {
    read_listener(mapping, "probes", listeners.probes);
    read_listener(mapping, "enrolment", listeners.enrolment);
    read_listener(mapping, "public", listeners.open);
    read_listener(mapping, "admin", listeners.admin);
  });
}

void read_countries(Mapping& root, std::vector<Country>& countries) {
  std::set<std::string> codes;
  root.each("countries", "a country", [&](Mapping& mapping) {
    Country country{.code{}, .key{}};
    mapping.need("code", country.code, country_code());
    mapping.need("key", country.key, key());
    mapping.read("contact", country.contact, text(256));
    mapping.read_list("revocations", country.revocations, absolute_path());
    mapping.read("embargo", country.embargo, duration(0s, embargo_max));
    if (!country.code.empty() && !codes.insert(country.code).second) {
      mapping.complain("code", country.code + " has a key already.");
    }
    countries.push_back(std::move(country));
  });
}

void read_operators(Mapping& root, std::vector<Operator>& operators) {
  root.each("operators", "an operator", [&](Mapping& mapping) {
    auto& one = operators.emplace_back();
    mapping.need("name", one.name, text(128));
    mapping.need("key", one.key, key());
    mapping.read_list("words", one.words, absolute_path());
  });
}

void read_log(Mapping& root, Log& log) {
  root.within("log", [&](Mapping& mapping) {
    mapping.read("checkpoint_every", log.checkpoint_every, duration(1s, 5min));
    mapping.read("roster_every", log.roster_every, duration(1s, 24h));
    read_witnesses(mapping, log.witnesses, log.quorum);
  });
}

void read_witness(Mapping& root, std::optional<PeerWitness>& witness) {
  if (!root.has("witness")) return;
  root.within("witness", [&](Mapping& mapping) {
    auto& peers = witness.emplace();
    mapping.need("key_file", peers.key_file, absolute_path());
    read_witness_duty(mapping, peers.duty);
    if (peers.duty.logs.empty()) mapping.complain("logs", "A witness needs logs to cosign.");
  });
}

void read_time_stamping(Mapping& root, const Log& log, TimeStamping& stamping) {
  std::set<std::string> names;
  root.within("time_stamping", [&](Mapping& mapping) {
    mapping.read("every", stamping.every, duration(1min, 24h));
    mapping.each("authorities", "a time-stamping authority", [&](Mapping& each) {
      TimeAuthority authority;
      each.need("name", authority.name, name());
      each.need("address", authority.address, address());
      each.read("port", authority.port, number(1, 65535));
      each.read("path", authority.path, text(255));
      each.read("host", authority.host, dns_name());
      each.need("certificates", authority.certificates, absolute_path());
      if (!authority.path.starts_with('/')) each.complain("path", "path begins with a slash.");
      if (!authority.name.empty() && !names.insert(authority.name).second) {
        each.complain("name", authority.name + " is there already.");
      }
      stamping.authorities.push_back(std::move(authority));
    });
    if (!stamping.authorities.empty() && log.witnesses.empty()) {
      mapping.complain("authorities", "What witnesses have cosigned is stamped: log has none.");
    }
  });
}

void read_zones(Mapping& root, Zones& zones) {
  root.within("zones", [&](Mapping& mapping) {
    mapping.read_list("servers", zones.servers, address());
    mapping.read("trust_anchor_file", zones.trust_anchor_file, absolute_path());
  });
}

void read_payloads(Mapping& root, Payloads& payloads) {
  root.within("payloads", [&](Mapping& mapping) {
    mapping.read("embargo", payloads.embargo, duration(0s, embargo_max));
    mapping.each("kept", "a plan that is kept", [&](Mapping& kept) {
      std::string plan;
      Duration at_least{};
      kept.need("plan", plan, name());
      kept.need("for", at_least, duration(kept_min, kept_max));
      if (!payloads.kept.emplace(plan, at_least).second) {
        kept.complain("plan", plan + " is there already.");
      }
    });
  });
}

void read_limits(Mapping& root, CollectorLimits& limits) {
  root.within("limits", [&](Mapping& mapping) {
    mapping.read("connections_max", limits.connections_max, number(1, 100'000));
    mapping.read("request_timeout", limits.request_timeout, duration(1s, 5min));
    mapping.read("batch_bytes_max", limits.batch_bytes_max, size(64 * kibibyte, 64 * mebibyte));
  });
}

}  // namespace

Result<CollectorOptions> collector_options_from(std::string_view yaml, std::string_view file) {
  const auto node = node_from(yaml);
  if (!node) return fail(to_text(Problems{node.error()}, file));
  Problems problems;
  CollectorOptions options;
  Mapping root(*node, "the configuration", problems);
  root.need("state_dir", options.state_dir, absolute_path());
  root.read("origin", options.origin, dns_name());
  read_listeners(root, options.listeners);
  root.read("contact", options.contact, text(256));
  read_countries(root, options.countries);
  read_operators(root, options.operators);
  root.read_list("annotations", options.annotations, absolute_path());
  root.read_list("plans", options.plans, absolute_path());
  read_payloads(root, options.payloads);
  read_log(root, options.log);
  read_witness(root, options.witness);
  read_time_stamping(root, options.log, options.time_stamping);
  read_zones(root, options.zones);
  root.read("root_parties_file", options.root_parties_file, absolute_path());
  read_limits(root, options.limits);
  root.finish();
  if (!problems.empty()) return fail(to_text(std::move(problems), file));
  return options;
}

}  // namespace tocsin::config
