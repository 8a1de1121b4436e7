#include "probes/schedule/series.h"

#include "core/base/check.h"
#include "core/crypto/sha256.h"
#include "core/plan/budget.h"
#include "probes/checks/questions.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Transport;

constexpr Duration reference_every = 10s;

}  // namespace

Duration phase_of(std::string_view what,
                  ByteView probe,
                  const plan::Address& address,
                  Transport transport,
                  Duration every) {
  check(every > 0s, "a series has a distance between its slots");
  Bytes seed(what.begin(), what.end());
  append(seed, probe);
  seed.push_back(static_cast<std::uint8_t>(address.family));
  append(seed, address.bytes);
  seed.push_back(static_cast<std::uint8_t>(transport));
  const auto digest = crypto::sha256(seed);
  const auto drawn = Cursor(digest).take_be64().value_or(0);
  return Duration(drawn % static_cast<std::uint64_t>(every.count()));
}

std::vector<Series> root_series(const plan::Plan& plan,
                                const plan::TargetSet& targets,
                                ByteView probe,
                                std::uint32_t fleet_size) {
  const auto share = plan::root_letter_share(plan.name);
  std::vector<Series> all;
  for (std::uint32_t i = 0; i < plan.measures.size(); ++i) {
    const auto& measure = plan.measures[i];
    if (measure.zones != plan::Zones::root || measure.each != plan::Each::address) continue;
    const auto queries = std::uint64_t{fleet_size} * questions_max(measure.check);
    const auto what = plan.name + "/" + std::string(name_of(measure.check));
    const auto add = [&](Transport transport, Duration every) {
      if (every == 0s) return;
      for (std::uint32_t target = 0; target < targets.endpoints.size(); ++target) {
        const auto& address = targets.endpoints[target].address;
        const auto phase = phase_of(what, probe, address, transport, every);
        all.push_back({.target = target,
                       .measure = i,
                       .transport = transport,
                       .every = every,
                       .phase = phase});
      }
    };
    add(Transport::udp, plan::cadence(measure.udp_every, queries, share.udp_per_second));
    add(Transport::tcp, plan::cadence(measure.tcp_every, queries, share.tcp_per_second));
  }
  return all;
}

std::vector<Series> reference_series(const std::vector<plan::Address>& references, ByteView probe) {
  std::vector<Series> all;
  for (std::uint32_t i = 0; i < references.size(); ++i) {
    all.push_back(
        {.target = i,
         .transport = Transport::udp,
         .every = reference_every,
         .phase = phase_of("reference", probe, references[i], Transport::udp, reference_every)});
  }
  return all;
}

}  // namespace tocsin::probe
