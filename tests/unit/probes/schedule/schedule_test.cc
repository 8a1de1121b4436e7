#include "probes/schedule/schedule.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Transport;

// Two series: slots at 1, 11, 21 ... s and at 4, 34, 64 ... s since boot.
const std::vector<Series> two{
    {.target = 0, .transport = Transport::udp, .every = 10s, .phase = 1s},
    {.target = 1, .transport = Transport::tcp, .every = 30s, .phase = 4s}};

std::vector<Duration> slots(const Work& work) {
  std::vector<Duration> at;
  for (const auto& due : work.due) at.push_back(due.at.since_boot);
  return at;
}

TEST(Schedule, GivesEachSlotOnceInTheirOrder) {
  Schedule schedule(two, {0s});
  EXPECT_EQ(schedule.next_due(), MonotonicTime{1s});
  EXPECT_EQ(slots(schedule.take({1s})), std::vector<Duration>{1s});
  EXPECT_TRUE(schedule.take({1s}).due.empty());
  EXPECT_EQ(schedule.next_due(), MonotonicTime{4s});
  EXPECT_EQ(slots(schedule.take({4100ms})), std::vector<Duration>{4s});
  EXPECT_EQ(schedule.next_due(), MonotonicTime{11s});
}

TEST(Schedule, OwesNothingFromBeforeItsStart) {
  Schedule schedule(two, {95s});
  EXPECT_EQ(schedule.next_due(), MonotonicTime{101s});
  EXPECT_EQ(schedule.take({100s}).late, 0U);
}

TEST(Schedule, CountsWhatItSleptThroughAndDoesNotCatchUp) {
  Schedule schedule(two, {0s});
  const auto work = schedule.take({101s});
  EXPECT_EQ(slots(work), std::vector<Duration>{101s});
  EXPECT_EQ(work.late, 10U + 4U);
  EXPECT_EQ(schedule.next_due(), MonotonicTime{111s});
}

TEST(Schedule, StillAsksASlotThatIsALittleLate) {
  Schedule schedule(two, {0s});
  EXPECT_EQ(slots(schedule.take({1999ms})), std::vector<Duration>{1s});
  EXPECT_EQ(schedule.take({5s}).late, 1U);
}

TEST(Schedule, GivesNothingWhenTimeStepsBack) {
  Schedule schedule(two, {50s});
  schedule.take({51s});
  EXPECT_TRUE(schedule.take({1s}).due.empty());
  EXPECT_EQ(schedule.next_due(), MonotonicTime{61s});
}

TEST(Schedule, OfNothingIsNeverDue) {
  Schedule schedule({}, {0s});
  EXPECT_EQ(schedule.next_due(), MonotonicTime{Duration::max()});
  EXPECT_TRUE(schedule.take({Duration::max()}).due.empty());
}

// However it is woken: every slot is either given or counted, none twice, and no two of one series
// come closer together than their cadence less what is tolerated as late.
RC_GTEST_PROP(Schedule, KeepsItsCadenceHoweverItIsWoken, ()) {
  const auto naps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 20'000));
  Schedule schedule(two, {0s});
  MonotonicTime now{0s};
  std::map<std::uint32_t, MonotonicTime> last_asked;
  std::uint64_t given = 0;
  std::uint64_t late = 0;
  for (const auto nap : naps) {
    now = now + std::chrono::milliseconds(nap);
    const auto work = schedule.take(now);
    late += work.late;
    given += work.due.size();
    for (const auto& due : work.due) {
      const auto [last, first] = last_asked.try_emplace(due.target, now);
      if (!first) RC_ASSERT(now - last->second > two[due.target].every - late_after);
      last->second = now;
    }
  }
  std::uint64_t slots_so_far = 0;
  for (const auto& series : two) {
    const auto since = now.since_boot - series.phase;
    if (since >= 0s) slots_so_far += static_cast<std::uint64_t>(since / series.every) + 1;
  }
  RC_ASSERT(given + late == slots_so_far);
}

}  // namespace
}  // namespace tocsin::probe
