#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

class Freshness : public testing::Test {
 protected:
  Freshness() { scene.enrol("no-1", "NO"); }

  // Empty batches: the probe is there, and measures nothing new.
  void keep_reporting(Duration time) {
    for (Duration passed = 0s; passed < time; passed += 10s) {
      scene.wait(10s);
      scene.report("no-1").arrives();
    }
  }

  Scene scene;
};

TEST_F(Freshness, AServerIsUpOnceItAnswered) {
  scene.report("no-1").saw({.letter = 'k'}).arrives();
  EXPECT_EQ(scene.up("no-1", {.letter = 'k'}), true);
}

TEST_F(Freshness, AServerThatNobodyAskedIsNeitherUpNorDown) {
  scene.report("no-1").saw({.letter = 'k'}).arrives();
  EXPECT_EQ(scene.up("no-1", {.letter = 'm'}), std::nullopt);
  EXPECT_EQ(scene.up("no-1", {.letter = 'k', .family = Family::v6}), std::nullopt);
  EXPECT_EQ(scene.up("no-1", {.letter = 'k', .transport = Transport::tcp}), std::nullopt);
}

TEST_F(Freshness, EveryOutcomeOfTheServersOwnButAnAnswerWithoutErrorIsDown) {
  for (std::size_t i = 1; i < record::outcome_count; ++i) {
    if (static_cast<Outcome>(i) == Outcome::intercepted) continue;  // nobody knows
    scene.wait(2s);
    scene.report("no-1").saw({.outcome = static_cast<Outcome>(i)}).arrives();
    EXPECT_EQ(scene.up("no-1"), false) << record::outcome_names[i];
  }
}

TEST_F(Freshness, AnAnswerWithAnErrorIsDown) {
  scene.report("no-1").saw({.rcode = 2}).arrives();
  EXPECT_EQ(scene.up("no-1"), false);
  EXPECT_EQ(scene.counted("NO", "servfail"), 1U);
}

TEST_F(Freshness, UdpGoesAwayNinetySecondsAfterItsNewestMeasurement) {
  scene.report("no-1").saw({.before_closing = 0s}).arrives();
  keep_reporting(90s);
  EXPECT_EQ(scene.up("no-1"), true);
  scene.wait(1s);
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
}

TEST_F(Freshness, TcpGoesAwayAfterThreeOfItsSlowerRounds) {
  const Query tcp{.transport = Transport::tcp, .before_closing = 0s};
  scene.report("no-1").saw(tcp).arrives();
  keep_reporting(180s);
  EXPECT_EQ(scene.up("no-1", tcp), true);
  scene.wait(1s);
  EXPECT_EQ(scene.up("no-1", tcp), std::nullopt);
}

TEST_F(Freshness, AFailureGoesAwayAsAnAnswerDoes) {
  scene.report("no-1").saw({.outcome = Outcome::timeout}).arrives();
  keep_reporting(100s);
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
}

TEST_F(Freshness, ALargerFleetAsksLessOftenAndWaitsLonger) {
  const Rules rules;
  EXPECT_EQ(freshness(rules, Transport::udp, 5), 90s);
  EXPECT_EQ(freshness(rules, Transport::udp, 1000), 187'500ms);
  EXPECT_EQ(freshness(rules, Transport::tcp, 1000), 750s);
}

TEST_F(Freshness, InstanceAndSerialAreThoseOfTheLastAnswer) {
  scene.report("no-1").saw({.nsid = "oslo", .serial = 2026010100}).arrives();
  scene.wait(10s);
  scene.report("no-1").saw({.nsid = "bergen", .serial = 2026010101}).arrives();
  EXPECT_EQ(scene.instance("no-1"), "bergen");
  const auto serial = scene.seen("no-1").serial[index_of(RootTarget{'k', Family::v4})];
  EXPECT_EQ(serial, 2026010101U);
}

TEST_F(Freshness, AFailureLeavesTheInstanceThatAnsweredLastUntilItIsOld) {
  scene.report("no-1").saw({.before_closing = 0s, .nsid = "oslo"}).arrives();
  for (int i = 0; i <= 9; ++i) {
    EXPECT_EQ(scene.instance("no-1"), "oslo");
    scene.wait(10s);
    scene.report("no-1").saw({.outcome = Outcome::timeout}).arrives();
  }
  EXPECT_EQ(scene.instance("no-1"), std::nullopt);
  EXPECT_EQ(scene.up("no-1"), false);
}

TEST_F(Freshness, WhereUdpAndTcpReachDifferentInstancesUdpStands) {
  scene.report("no-1").saw({.nsid = "oslo"}).arrives();
  scene.wait(5s);
  scene.report("no-1").saw({.transport = Transport::tcp, .nsid = "bergen"}).arrives();
  EXPECT_EQ(scene.instance("no-1"), "oslo");
}

TEST_F(Freshness, WhereUdpIsLostTheInstanceSeenByTcpStands) {
  scene.report("no-1").saw({.transport = Transport::tcp, .nsid = "bergen"}).arrives();
  EXPECT_EQ(scene.instance("no-1"), "bergen");
}

TEST_F(Freshness, NoMoreOfAnInstanceIsKeptThanIsShown) {
  scene.report("no-1").saw({.nsid = std::string(4096, 'x')}).arrives();
  EXPECT_EQ(scene.instance("no-1"), std::string(64, 'x'));
}

TEST_F(Freshness, CountersRestWhileNothingIsMeasuredAndGoOnWhereTheyWere) {
  scene.report("no-1").saw({}).saw({}).arrives();
  EXPECT_EQ(scene.counted("NO", "ok"), 2U);
  keep_reporting(100s);
  EXPECT_TRUE(scene.seen().traffic.empty());
  scene.report("no-1").saw({}).arrives();
  EXPECT_EQ(scene.counted("NO", "ok"), 3U);
}

TEST_F(Freshness, OnlyAnswersWithoutErrorAreTimed) {
  scene.report("no-1")
      .saw({.rtt = 12ms})
      .saw({.rcode = 2})
      .saw({.outcome = Outcome::timeout})
      .arrives();
  const auto traffic = scene.seen().traffic;
  ASSERT_EQ(traffic.size(), 1U);
  EXPECT_DOUBLE_EQ(traffic[0].durations.sum, 0.012);
}

TEST_F(Freshness, OtherPlansCountTheProbeAsThereAndNothingElse) {
  scene.report("no-1")
      .saw({})
      .like([](AdmittedBatch& batch) { batch.envelope.plan = "rssac047"; })
      .arrives();
  EXPECT_TRUE(scene.seen("no-1").up);
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
}

}  // namespace
}  // namespace tocsin::collector
