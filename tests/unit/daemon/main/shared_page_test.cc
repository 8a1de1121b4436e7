#include "daemon/main/shared_page.h"

#include <gtest/gtest.h>

namespace tocsin::collector {
namespace {

struct HandClock final : Clock {
  MonotonicTime now;
  MonotonicTime monotonic() const override { return now; }
  WallTime wall() const override { return {}; }
};

constexpr Duration age_max = std::chrono::seconds(5);

TEST(SharedPage, IsDueOnceInItsTimeHoweverOftenItIsAskedFor) {
  HandClock clock;
  SharedPage page(clock, age_max);
  EXPECT_TRUE(page.is_due());
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(page.is_due());
  clock.now = clock.now + age_max - std::chrono::nanoseconds(1);
  EXPECT_FALSE(page.is_due());
  clock.now = clock.now + std::chrono::nanoseconds(1);
  EXPECT_TRUE(page.is_due());
  EXPECT_FALSE(page.is_due());
}

TEST(SharedPage, IsDueAtOnceWhenItIsOutdated) {
  HandClock clock;
  SharedPage page(clock, age_max);
  EXPECT_TRUE(page.is_due());
  page.is_outdated();
  EXPECT_TRUE(page.is_due());
  EXPECT_FALSE(page.is_due());
}

TEST(SharedPage, GivesTheNewestWhileAnotherIsMade) {
  HandClock clock;
  SharedPage page(clock, age_max);
  EXPECT_FALSE(page.page());
  page.put("first");
  clock.now = clock.now + age_max;
  EXPECT_TRUE(page.is_due());
  EXPECT_EQ(page.page(), "first");
}

}  // namespace
}  // namespace tocsin::collector
