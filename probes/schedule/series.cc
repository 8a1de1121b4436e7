#include "probes/schedule/series.h"

#include "core/base/check.h"
#include "core/crypto/sha256.h"
#include "core/plan/budget.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Transport;

constexpr Duration reference_every = 10s;

}  // namespace

Duration phase_of(ByteView probe,
                  const plan::Address& address,
                  Transport transport,
                  Duration every) {
  check(every > 0s, "a series has a distance between its slots");
  Bytes seed(probe.begin(), probe.end());
  seed.push_back(static_cast<std::uint8_t>(address.family));
  append(seed, address.bytes);
  seed.push_back(static_cast<std::uint8_t>(transport));
  const auto digest = crypto::sha256(seed);
  const auto drawn = Cursor(digest).take_be64().value_or(0);
  return Duration(drawn % static_cast<std::uint64_t>(every.count()));
}

std::vector<Series> plan_series(const plan::Measure& measure,
                                const plan::TargetSet& targets,
                                ByteView probe,
                                std::uint32_t fleet_size) {
  const auto& budget = plan::root_letter_budget;
  const auto udp_every = plan::cadence(measure.udp_every, fleet_size, budget.udp_per_second);
  const auto tcp_every = plan::cadence(measure.tcp_every, fleet_size, budget.tcp_per_second);
  std::vector<Series> all;
  const auto add = [&](std::uint32_t target, Transport transport, Duration every) {
    if (every == 0s) return;
    const auto& address = targets.endpoints[target].address;
    all.push_back({.target = target,
                   .transport = transport,
                   .every = every,
                   .phase = phase_of(probe, address, transport, every)});
  };
  for (std::uint32_t target = 0; target < targets.endpoints.size(); ++target) {
    add(target, Transport::udp, udp_every);
    add(target, Transport::tcp, tcp_every);
  }
  return all;
}

std::vector<Series> reference_series(const std::vector<plan::Address>& references, ByteView probe) {
  std::vector<Series> all;
  for (std::uint32_t i = 0; i < references.size(); ++i) {
    all.push_back({.target = i,
                   .transport = Transport::udp,
                   .every = reference_every,
                   .phase = phase_of(probe, references[i], Transport::udp, reference_every)});
  }
  return all;
}

}  // namespace tocsin::probe
