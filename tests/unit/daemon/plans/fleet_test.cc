#include "daemon/plans/fleet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/plan/budget.h"

namespace tocsin::collector {
namespace {

using testing::ElementsAre;

plan::Plan watch_of(std::uint32_t fleet) {
  auto watch = plan::watch();
  watch.fleet = fleet;
  return watch;
}

TEST(Fleet, IsSaidWhereItIsMoreThanHostsAreTold) {
  EXPECT_EQ(fleet_said(0), 0U);
  EXPECT_EQ(fleet_said(150), 0U);
  EXPECT_EQ(fleet_said(151), 180U);
}

TEST(Fleet, IsNeverSaidSmallerThanItIsUpToWhatProbesTake) {
  std::uint32_t before = 0;
  for (std::size_t probes = 151; probes <= plan::fleet_said_max; ++probes) {
    const auto said = fleet_said(probes);
    EXPECT_GE(said, probes);
    EXPECT_GE(said, before);
    EXPECT_LT(said, probes + 30);
    before = said;
  }
  EXPECT_EQ(fleet_said(plan::fleet_said_max + 1), plan::fleet_said_max);
  EXPECT_EQ(fleet_said(10'000), plan::fleet_said_max);
}

TEST(Fleet, IsForTheWatchToSay) {
  EXPECT_THAT(with_fleet({plan::identity()}, 0), ElementsAre(plan::identity()));
  EXPECT_THAT(with_fleet({plan::identity()}, 180), ElementsAre(plan::identity(), watch_of(180)));
  EXPECT_THAT(with_fleet({watch_of(300)}, 180), ElementsAre(watch_of(300))) << "a file's word";
  EXPECT_THAT(with_fleet({watch_of(100)}, 180), ElementsAre(watch_of(180)));
}

}  // namespace
}  // namespace tocsin::collector
