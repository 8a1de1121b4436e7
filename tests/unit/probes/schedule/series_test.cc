#include "probes/schedule/series.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/plan/root_hints.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Transport;

const Bytes probe(16, 7);

std::vector<Series> watch_series(std::uint32_t fleet_size) {
  return root_series(plan::watch(), plan::compiled_root_targets(), probe, fleet_size);
}

Duration every(const std::vector<Series>& all, Transport transport) {
  return std::ranges::find(all, transport, &Series::transport)->every;
}

TEST(Series, OfTheWatchAreEachAddressOverBothTransports) {
  const auto all = watch_series(160);
  EXPECT_EQ(all.size(), 52U);
  EXPECT_EQ(every(all, Transport::udp), 10s);
  EXPECT_EQ(every(all, Transport::tcp), 60s);
  for (const auto& series : all) EXPECT_LT(series.phase, series.every);
}

TEST(Series, AreStretchedForALargeFleet) {
  const auto all = watch_series(1000);
  EXPECT_EQ(every(all, Transport::udp), 62'500ms);
  EXPECT_EQ(every(all, Transport::tcp), 250s);
}

TEST(Series, LeaveOutATransportThatIsNotPlanned) {
  auto plan = plan::watch();
  plan.measures.front().tcp_every = 0s;
  EXPECT_EQ(root_series(plan, plan::compiled_root_targets(), probe, 1).size(), 26U);
}

TEST(Series, OfAPlanWithoutABudgetAreNone) {
  auto plan = plan::watch();
  plan.name = "flood";
  EXPECT_TRUE(root_series(plan, plan::compiled_root_targets(), probe, 1).empty());
}

TEST(Series, ReckonWithAllQuestionsOfASlot) {
  const auto all = root_series(plan::identity(), plan::compiled_root_targets(), probe, 1000);
  EXPECT_EQ(all.size(), 26U);
  EXPECT_EQ(every(all, Transport::udp), 4000s);
}

TEST(Series, KeepAnAddressesPhaseWhenTheTargetSetChanges) {
  auto fewer = plan::compiled_root_targets();
  fewer.endpoints.erase(fewer.endpoints.begin());
  const auto before = watch_series(1);
  const auto after = root_series(plan::watch(), fewer, probe, 1);
  EXPECT_EQ(after[0].phase, before[1].phase);
}

TEST(Phase, DependsOnPlanProbeAddressAndTransport) {
  const auto k = *plan::address_from("193.0.14.129");
  const auto l = *plan::address_from("199.7.83.42");
  const auto phase = phase_of("watch/soa", probe, k, Transport::udp, 10s);
  EXPECT_EQ(phase, phase_of("watch/soa", probe, k, Transport::udp, 10s));
  EXPECT_NE(phase, phase_of("watch/soa", Bytes(16, 8), k, Transport::udp, 10s));
  EXPECT_NE(phase, phase_of("watch/soa", probe, l, Transport::udp, 10s));
  EXPECT_NE(phase, phase_of("watch/soa", probe, k, Transport::tcp, 10s));
  EXPECT_NE(phase, phase_of("identity/identity", probe, k, Transport::udp, 10s));
}

}  // namespace
}  // namespace tocsin::probe
