#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "daemon/live/publications.h"
#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

const WallTime noon{1'800'000'000s};

TEST(Publications, OfTheNewestThereIsNoLag) {
  Publications publications;
  EXPECT_EQ(publications.lag(1, noon), 0s);
  publications.seen(1, noon, "no-1");
  publications.seen(1, noon, "se-1");
  EXPECT_EQ(publications.lag(1, noon + 1h), 0s);
  EXPECT_EQ(publications.lag(2, noon + 1h), 0s);
}

TEST(Publications, TheLagOfAnOldOneIsSinceTheFirstNewerOne) {
  Publications publications;
  for (const std::uint32_t serial : {2U, 3U}) {
    for (const auto* probe : {"no-1", "se-1"}) {
      publications.seen(serial, noon + serial * 1h, probe);
    }
  }
  EXPECT_EQ(publications.lag(1, noon + 4h), 2h);
  EXPECT_EQ(publications.lag(2, noon + 4h), 1h);
  EXPECT_EQ(publications.lag(1, noon + 96h), 94h);  // days are not dropped
}

TEST(Publications, AreDatedByTheSecondProbeThatSawThemWhateverComesFirst) {
  const std::vector<std::pair<Duration, std::string>> sights{
      {30s, "ke-1"}, {10s, "no-1"}, {0s, "se-1"}, {20s, "no-1"}, {40s, "se-1"}};
  auto order = sights;
  std::ranges::sort(order);
  do {
    Publications publications;
    for (const auto& [after, probe] : order) publications.seen(2, noon + after, probe);
    EXPECT_EQ(publications.lag(1, noon + 1min), 50s);
  } while (std::ranges::next_permutation(order).found);
}

TEST(Publications, AreNoOlderForOneClockThatIsBehind) {
  Publications publications;
  publications.seen(2, noon, "no-1");
  publications.seen(2, noon, "se-1");
  publications.seen(2, noon - 24h, "xx-1");
  publications.seen(2, noon - 48h, "xx-1");
  EXPECT_EQ(publications.lag(1, noon + 1min), 1min);
}

TEST(Publications, ThatOneProbeAloneHasSeenDoNotCount) {
  Publications publications;
  publications.seen(2, noon, "no-1");
  publications.seen(2, noon + 1s, "no-1");
  EXPECT_EQ(publications.lag(1, noon + 1h), 0s);
  publications.seen(2, noon + 2s, "se-1");
  EXPECT_EQ(publications.lag(1, noon + 1h), 1h - 2s);
}

TEST(Publications, AreComparedAsSerialsAre) {
  Publications publications;
  publications.seen(5, noon, "no-1");
  publications.seen(5, noon, "se-1");
  EXPECT_EQ(publications.lag(0xffff'fff0, noon + 1h), 1h);
}

TEST(Publications, OfAProbeThatInventsThemCrowdOutNoneThatCount) {
  Publications publications;
  publications.seen(2, noon, "no-1");
  publications.seen(2, noon, "se-1");
  for (std::uint32_t serial = 1000; serial < 2000; ++serial) publications.seen(serial, noon, "x");
  EXPECT_EQ(publications.lag(1, noon + 1h), 1h);
}

struct Lag : testing::Test {
  Scene scene;

  void SetUp() override {
    for (const auto* probe : {"no-1", "no-2"}) scene.enrol(probe, "NO");
    scene.enrol_unattested("xx-1");
  }
  void saw(const std::string& probe, std::string nsid, std::uint32_t serial) {
    scene.report(probe)
        .saw({.nsid = std::move(nsid), .serial = serial})
        .references(Answers::both_rings)
        .arrives();
  }
  // Of letter k.
  const InstanceLag* of(const std::string& nsid) {
    snapshot = scene.seen();
    for (const auto& each : snapshot.instances) {
      if (each.letter == 'k' && as_text(each.instance) == nsid) return &each;
    }
    return nullptr;
  }
  Snapshot snapshot;
};

TEST_F(Lag, OfAnInstanceThatStaysBehindGrowsUntilItFollows) {
  saw("no-1", "osl", 2);
  saw("no-2", "sto", 1);
  EXPECT_EQ(of("sto")->lag, 0s);  // one probe alone has seen the new one
  scene.wait(10s);
  saw("no-1", "osl", 2);
  saw("no-2", "osl", 2);
  saw("no-2", "sto", 1);
  EXPECT_EQ(of("sto")->lag, 1s);
  scene.wait(10s);
  saw("no-2", "sto", 1);
  EXPECT_EQ(of("sto")->lag, 11s);
  EXPECT_EQ(of("sto")->probes, 1U);
  saw("no-2", "sto", 2);
  EXPECT_EQ(of("sto")->lag, 0s);
}

TEST_F(Lag, OfAnInstanceThatNobodySawLatelyIsNotThere) {
  saw("no-1", "osl", 2);
  ASSERT_NE(of("osl"), nullptr);
  scene.wait(10min);
  EXPECT_EQ(of("osl"), nullptr);
}

TEST_F(Lag, IsNotMadeByWhoHasNoVoice) {
  saw("xx-1", "osl", 9);
  saw("no-1", "osl", 9);
  saw("no-2", "sto", 1);
  EXPECT_EQ(of("sto")->lag, 0s);
  EXPECT_EQ(of("osl")->probes, 1U);
}

}  // namespace
}  // namespace tocsin::collector
