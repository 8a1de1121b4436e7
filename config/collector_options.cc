#include "config/collector_options.h"

#include <set>

#include "config/load.h"
#include "config/reader.h"

namespace tocsin::config {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kibibyte = 1ULL << 10U;
constexpr std::uint64_t mebibyte = 1ULL << 20U;

void read_listener(Mapping& listeners, const char* key, Listener& listener) {
  listeners.within(key, [&](Mapping& mapping) {
    mapping.read("address", listener.address, address());
    mapping.read("port", listener.port, number(0, 65535));
  });
}

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
  read_countries(root, options.countries);
  read_operators(root, options.operators);
  root.read_list("plans", options.plans, absolute_path());
  read_log(root, options.log);
  read_limits(root, options.limits);
  root.finish();
  if (!problems.empty()) return fail(to_text(std::move(problems), file));
  return options;
}

}  // namespace tocsin::config
