#include "tests/lab/wire/impairment.h"

#include <gtest/gtest.h>

namespace tocsin::lab {
namespace {

using std::chrono::milliseconds;

int arrivals(Fates& fates, const Impairment& impairment, int frames) {
  int count = 0;
  for (int i = 0; i < frames; ++i) count += static_cast<int>(fates.next(impairment).size());
  return count;
}

TEST(Fates, HoldEachFrameForTheDelay) {
  Fates fates(1);
  const auto copies = fates.next({.delay = milliseconds(40)});
  ASSERT_EQ(copies.size(), 1u);
  EXPECT_EQ(copies.front().hold, milliseconds(40));
  EXPECT_EQ(copies.front().order, Copy::Order::kept);
}

TEST(Fates, LoseAboutTheShareThatIsAsked) {
  Fates fates(2);
  EXPECT_NEAR(arrivals(fates, {.loss = 0.2}, 10'000), 8'000, 200);
  EXPECT_EQ(arrivals(fates, {.loss = 1}, 100), 0);
}

TEST(Fates, DuplicateAboutTheShareThatIsAsked) {
  Fates fates(3);
  EXPECT_NEAR(arrivals(fates, {.duplicate = 0.1}, 10'000), 11'000, 200);
}

TEST(Fates, LetReorderedFramesOvertake) {
  Fates fates(4);
  const auto copies = fates.next({.delay = milliseconds(40), .reorder = 1});
  EXPECT_EQ(copies.front().hold, milliseconds(20));
  EXPECT_EQ(copies.front().order, Copy::Order::free);
}

TEST(Fates, KeepJitterWithinItsBound) {
  Fates fates(5);
  for (int i = 0; i < 1000; ++i) {
    const auto hold = fates.next({.delay = milliseconds(40), .jitter = milliseconds(5)})[0].hold;
    ASSERT_GE(hold, milliseconds(40));
    ASSERT_LE(hold, milliseconds(45));
  }
}

TEST(Fates, AreEqualForEqualSeeds) {
  Fates one(7);
  Fates other(7);
  const Impairment impairment{.jitter = milliseconds(100), .loss = 0.5};
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(one.next(impairment).size(), other.next(impairment).size());
  }
}

}  // namespace
}  // namespace tocsin::lab
