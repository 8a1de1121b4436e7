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

std::optional<Plan> plan_named(std::string_view name) {
  for (auto& plan : {watch(), identity()}) {
    if (plan.name == name) return plan;
  }
  return std::nullopt;
}

}  // namespace tocsin::plan
