#include "probes/checks/ds_history.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

const DsSet old_set{{1, 2, 3}};
const DsSet new_set{{4, 5, 6}};

struct History : testing::Test {
  DsHistory history;

  void zone(DsSet ds, Duration at) {
    history.put_in_force({{"no.", std::move(ds)}, {"se.", {}}}, {at});
  }
  std::vector<DsSet> accepted(Duration at, const char* tld = "no.") const {
    return history.accepted(tld, {at});
  }
};

TEST_F(History, KnowsNoTldBeforeAZone) {
  EXPECT_TRUE(accepted(0s).empty());
}

TEST_F(History, ATldWithoutDsHasOneEmptySet) {
  zone(new_set, 0s);
  EXPECT_EQ(accepted(0s, "se."), (std::vector<DsSet>{{}}));
  EXPECT_TRUE(accepted(0s, "fi.").empty());
}

TEST_F(History, AcceptsWhatWasReplacedForAsLongAsItMayBeHeld) {
  zone(old_set, 0s);
  zone(new_set, 30h);
  EXPECT_EQ(accepted(30h), (std::vector<DsSet>{new_set, old_set}));
  EXPECT_EQ(accepted(54h), (std::vector<DsSet>{new_set, old_set}));
  EXPECT_EQ(accepted(54h + 1s), (std::vector<DsSet>{new_set}));
}

TEST_F(History, AZoneWithTheSameSetReplacesNothing) {
  zone(old_set, 0s);
  zone(old_set, 1h);
  EXPECT_EQ(accepted(1h), (std::vector<DsSet>{old_set}));
}

TEST_F(History, ForgetsATldThatIsGone) {
  zone(old_set, 0s);
  history.put_in_force({{"se.", {}}}, {1h});
  EXPECT_TRUE(accepted(1h).empty());
}

}  // namespace
}  // namespace tocsin::probe
