#include "daemon/zones/step_book.h"

#include <gtest/gtest.h>

#include "tests/unit/daemon/zones/said.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;

const WallTime noon = *from_rfc3339("2026-01-01T12:00:00Z");

class StepBookTest : public testing::Test {
 protected:
  void take(std::uint32_t after, WallTime seen, std::vector<zone::Alarm> alarms = {}) {
    const zone::ZoneStep step{.before = after - 1,
                              .after = after,
                              .first_seen = seen,
                              .changes = {{.zone = "no.",
                                           .fate = zone::Fate::changed,
                                           .servers = {},
                                           .signers = {},
                                           .glue = {},
                                           .alarms = std::move(alarms)}}};
    say(book_, step);
  }

  StepBook book_;
};

TEST_F(StepBookTest, HasTheNewestFirstAndNotAllOfThem) {
  for (std::uint32_t i = 1; i <= StepBook::steps_max + 5; ++i) take(i, noon + i * 1h);
  ASSERT_EQ(book_.steps().size(), StepBook::steps_max);
  EXPECT_EQ(book_.steps().front().after, StepBook::steps_max + 5);
  EXPECT_EQ(book_.steps().back().after, 6U);
}

TEST_F(StepBookTest, CountsTheAlarmsOfATime) {
  take(1, noon - 1ns, {zone::Alarm::delegation_removed});
  take(2, noon, {zone::Alarm::delegation_removed, zone::Alarm::signers_removed});
  const auto counts = book_.alarms_since(noon);
  EXPECT_EQ(counts, (std::array<std::size_t, 3>{1, 1, 0}));
}

TEST_F(StepBookTest, PassesOverWhatIsNoStepOrCannotBeRead) {
  const auto object = as_bytes("none");
  book_.take({entry::Kind::zone_step, object}, object);
  book_.take({entry::Kind::zone, object}, object);
  EXPECT_TRUE(book_.steps().empty());
}

}  // namespace
}  // namespace tocsin::collector
