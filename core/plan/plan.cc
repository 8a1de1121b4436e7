#include "core/plan/plan.h"

#include <array>

namespace tocsin::plan {
namespace {

using namespace std::chrono_literals;

std::string line(std::string_view key, std::string_view value) {
  return std::string(key) + " " + std::string(value) + "\n";
}

std::string line(std::string_view key, Duration value) {
  return line(key, std::to_string(value.count()));
}

std::string line(std::string_view key, std::uint32_t value) {
  return line(key, std::to_string(value));
}

}  // namespace

std::string_view name_of(Check check) {
  constexpr std::array<std::string_view, check_count> names{
      "soa", "identity", "correctness", "tld", "dnskey"};
  return names[static_cast<std::size_t>(check)];
}

Plan watch() {
  return {.name = "watch", .udp_every = 10s, .tcp_every = 60s};
}

std::string canonical_text(const Plan& plan) {
  return "tocsin-plan/1\n" + line("name", plan.name) + line("check", name_of(plan.check)) +
         line("udp_every", plan.udp_every) + line("tcp_every", plan.tcp_every) +
         line("timeout", plan.timeout) + line("listen_on", plan.listen_on) +
         line("jitter", plan.jitter) + line("batch_every", plan.batch_every) +
         line("rtt_resolution", plan.rtt_resolution) +
         line("early_close_outcomes", plan.early_close.outcomes) +
         line("early_close_at_least_apart", plan.early_close.at_least_apart) +
         line("early_close_per_minute_max", plan.early_close.per_minute_max);
}

}  // namespace tocsin::plan
