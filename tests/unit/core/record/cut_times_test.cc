#include "core/record/cut_times.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");
constexpr auto v4 = plan::Family::v4;
constexpr auto v6 = plan::Family::v6;

// A batch of this probe that closes then, with this said of IPv4; IPv6 is connected.
Envelope closing(Reach reach, WallTime at, std::uint8_t probe = 1) {
  const std::array<RingCount, 3> good{{{1, 1}, {1, 1}, {1, 1}}};
  Envelope envelope;
  envelope.probe = {probe};
  envelope.closed_at.wall = at;
  envelope.references = {good, good};
  auto& rings = envelope.references.v4;
  if (reach == Reach::isolated) rings[2].answered = 0;
  if (reach == Reach::line_dead) rings = {{{1, 0}, {1, 0}, {1, 0}}};
  if (reach == Reach::unknown) rings[2] = {};
  return envelope;
}

struct Cut : testing::Test {
  CutTimes cuts;
  Envelope connected = closing(Reach::connected, noon + 1min);

  Reach at(WallTime time, plan::Family family = v4) const {
    return cuts.reach_at(connected, family, time);
  }
};

TEST_F(Cut, WithoutOneABatchSaysHowItWas) {
  EXPECT_EQ(at(noon), Reach::connected);
  for (const auto reach : {Reach::unknown, Reach::isolated, Reach::line_dead}) {
    EXPECT_EQ(cuts.reach_at(closing(reach, noon), v4, noon), reach);
  }
}

TEST_F(Cut, PutsInDoubtWhatWasJustBeforeAndAfterIt) {
  cuts.learn(closing(Reach::isolated, noon));
  EXPECT_EQ(at(noon - 25s), Reach::isolated);
  EXPECT_EQ(at(noon - 25s - 1ns), Reach::connected);
  EXPECT_EQ(at(noon + 10s), Reach::isolated);
  EXPECT_EQ(at(noon + 10s + 1ns), Reach::connected);
}

TEST_F(Cut, IsOfItsFamilyAndItsProbe) {
  cuts.learn(closing(Reach::isolated, noon));
  EXPECT_EQ(at(noon, v6), Reach::connected);
  EXPECT_EQ(cuts.reach_at(closing(Reach::connected, noon, 2), v4, noon), Reach::connected);
}

TEST_F(Cut, OfADeadLineMeasuresNothing) {
  cuts.learn(closing(Reach::isolated, noon));
  cuts.learn(closing(Reach::line_dead, noon + 5s));
  EXPECT_EQ(at(noon), Reach::line_dead);
  EXPECT_EQ(at(noon - 25s), Reach::isolated);
}

TEST_F(Cut, ThatNobodyCanTellIsNone) {
  cuts.learn(closing(Reach::unknown, noon));
  cuts.learn(closing(Reach::connected, noon));
  EXPECT_EQ(at(noon), Reach::connected);
}

// One after the other, newest first, or anyhow.
TEST_F(Cut, IsTheSameInAnyOrder) {
  for (const auto& order : {std::vector{0s, 10s, 20s, 300s},
                            std::vector{300s, 20s, 10s, 0s},
                            std::vector{10s, 300s, 0s, 20s}}) {
    CutTimes some;
    for (const auto second : order) some.learn(closing(Reach::isolated, noon + second));
    for (int second = -60; second < 400; ++second) {
      const bool cut = (second >= -25 && second <= 30) || (second >= 275 && second <= 310);
      const auto reach = some.reach_at(connected, v4, noon + std::chrono::seconds(second));
      EXPECT_EQ(reach, cut ? Reach::isolated : Reach::connected) << second;
    }
  }
}

// Against the definition, second by second.
TEST_F(Cut, IsAroundEachBatchThatSaysSo) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    std::mt19937 random(seed);
    CutTimes some;
    std::vector<std::chrono::seconds> closed;
    for (unsigned i = 0; i < 1 + seed % 12; ++i) {
      closed.emplace_back(random() % 400);
      some.learn(closing(Reach::isolated, noon + closed.back()));
    }
    for (auto second = -30s; second < 420s; ++second) {
      const bool cut = std::ranges::any_of(
          closed, [&](auto at) { return at - 25s <= second && second <= at + 10s; });
      const auto reach = some.reach_at(connected, v4, noon + second);
      ASSERT_EQ(reach, cut ? Reach::isolated : Reach::connected) << seed << ", " << second.count();
    }
  }
}

TEST_F(Cut, AtATimeThatIsNoneIsNotLearnt) {
  for (const auto at : {Duration::min(), Duration(-1), Duration::max(), Duration::max() - 9s}) {
    cuts.learn(closing(Reach::isolated, WallTime{at}));
  }
  cuts.learn(closing(Reach::isolated, WallTime()));
  cuts.learn(closing(Reach::isolated, WallTime{Duration::max() - 10s}));
  EXPECT_EQ(at(WallTime{Duration(-1)}), Reach::isolated);
  EXPECT_EQ(at(WallTime{-26s}), Reach::connected);
  EXPECT_EQ(at(WallTime{Duration::max()}), Reach::isolated);
  EXPECT_EQ(at(noon), Reach::connected);
}

}  // namespace
}  // namespace tocsin::record
