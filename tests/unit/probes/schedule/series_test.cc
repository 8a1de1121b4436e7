#include "probes/schedule/series.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/plan/root_hints.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Transport;

const Bytes probe(16, 7);
const auto soa = plan::watch().measures.front();

std::vector<Series> watch_series(std::uint32_t fleet_size) {
  return plan_series(soa, plan::compiled_root_targets(), probe, fleet_size);
}

Duration every(const std::vector<Series>& all, Transport transport) {
  return std::ranges::find(all, transport, &Series::transport)->every;
}

TEST(Series, OfTheWatchAreEachAddressOverBothTransports) {
  const auto all = watch_series(200);
  EXPECT_EQ(all.size(), 52U);
  EXPECT_EQ(every(all, Transport::udp), 10s);
  EXPECT_EQ(every(all, Transport::tcp), 60s);
  for (const auto& series : all) EXPECT_LT(series.phase, series.every);
}

TEST(Series, AreStretchedForALargeFleet) {
  const auto all = watch_series(1000);
  EXPECT_EQ(every(all, Transport::udp), 50s);
  EXPECT_EQ(every(all, Transport::tcp), 200s);
}

TEST(Series, LeaveOutATransportThatIsNotPlanned) {
  auto only_udp = soa;
  only_udp.tcp_every = 0s;
  EXPECT_EQ(plan_series(only_udp, plan::compiled_root_targets(), probe, 1).size(), 26U);
}

TEST(Series, KeepAnAddressesPhaseWhenTheTargetSetChanges) {
  auto fewer = plan::compiled_root_targets();
  fewer.endpoints.erase(fewer.endpoints.begin());
  const auto before = watch_series(1);
  const auto after = plan_series(soa, fewer, probe, 1);
  EXPECT_EQ(after[0].phase, before[2].phase);
}

TEST(Phase, DependsOnProbeAddressAndTransport) {
  const auto k = *plan::address_from("193.0.14.129");
  const auto l = *plan::address_from("199.7.83.42");
  const auto phase = phase_of(probe, k, Transport::udp, 10s);
  EXPECT_EQ(phase, phase_of(probe, k, Transport::udp, 10s));
  EXPECT_NE(phase, phase_of(Bytes(16, 8), k, Transport::udp, 10s));
  EXPECT_NE(phase, phase_of(probe, l, Transport::udp, 10s));
  EXPECT_NE(phase, phase_of(probe, k, Transport::tcp, 10s));
}

}  // namespace
}  // namespace tocsin::probe
