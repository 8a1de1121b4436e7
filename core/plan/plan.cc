#include "core/plan/plan.h"

#include <array>

namespace tocsin::plan {
namespace {

using namespace std::chrono_literals;

}  // namespace

std::string_view name_of(Check check) {
  constexpr std::array<std::string_view, check_count> names{
      "soa", "identity", "correctness", "tld", "dnskey", "route", "resolver"};
  return names[static_cast<std::size_t>(check)];
}

std::string_view name_of(Zones zones) {
  return zones == Zones::root ? "root" : "tlds";
}

std::string_view name_of(Each each) {
  constexpr std::array<std::string_view, 3> names{"address", "server", "zone"};
  return names[static_cast<std::size_t>(each)];
}

Plan watch() {
  Measure soa{.check = Check::soa, .udp_every = 10s, .tcp_every = 60s};
  return {.name = "watch", .measures = {soa}};
}

Plan identity() {
  Measure identity{.check = Check::identity, .udp_every = 10min};
  return {.name = "identity", .measures = {identity}, .batch_every = 60s};
}

// No jitter: the places of a panel's members in a second are 50 ms apart.
Plan spec10() {
  Measure tld{.check = Check::tld,
              .zones = Zones::tlds,
              .each = Each::address,
              .udp_every = 60s,
              .tcp_one_in = 10};
  return {.name = "spec10",
          .measures = {tld},
          .panel = 20,
          .timeout = 7500ms,
          .jitter = 0s,
          .batch_every = 60s,
          .rtt_resolution = 10us};
}

Plan rssac047() {
  Measure soa{.check = Check::soa, .udp_every = 5min, .tcp_every = 5min};
  Measure correctness{.check = Check::correctness, .each = Each::server, .udp_every = 5min};
  return {.name = "rssac047",
          .measures = {soa, correctness},
          .start_within = 60s,
          .jitter = 0s,
          .batch_every = 5min};
}

// Timeout and listening on are those of one hop. Times are read around system calls.
Plan route() {
  Measure route{.check = Check::route, .udp_every = 5min};
  return {.name = "route",
          .measures = {route},
          .timeout = 1s,
          .listen_on = 200ms,
          .jitter = 0s,
          .batch_every = 30min,
          .rtt_resolution = 10us};
}

Plan resolver() {
  Measure resolver{
      .check = Check::resolver, .zones = Zones::tlds, .each = Each::zone, .udp_every = 2h};
  return {.name = "resolver",
          .measures = {resolver},
          .timeout = 5s,
          .jitter = 0s,
          .batch_every = 10min,
          .rtt_resolution = 10us};
}

Plan zone() {
  Measure keys{.check = Check::dnskey, .zones = Zones::tlds, .each = Each::zone, .udp_every = 1h};
  return {
      .name = "zone", .measures = {keys}, .jitter = 0s, .batch_every = 1h, .rtt_resolution = 10us};
}

std::vector<Plan> every_plan() {
  return {watch(), identity(), rssac047(), spec10(), route(), resolver(), zone()};
}

std::optional<Plan> plan_named(std::string_view name) {
  for (auto& plan : every_plan()) {
    if (plan.name == name) return plan;
  }
  return std::nullopt;
}

}  // namespace tocsin::plan
