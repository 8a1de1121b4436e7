#include "daemon/live/live_reach.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

using assess::Dependence;
using assess::Span;
using assess::Voice;
using assess::Withdrawn;

struct LiveReachTest : testing::Test {
  Scene scene;

  LiveReach reach() { return scene.live().reach(scene.now()).value(); }
  Dependence of(const std::string& country, Voice voice = Voice::probe) {
    for (auto& each : scene.dependence().of) {
      if (each.country == country && each.voice == voice) return each;
    }
    ADD_FAILURE() << "nothing of " << country;
    return {};
  }
  // Letters left, without nothing unless said otherwise.
  Span left(const Dependence& of, Withdrawn kind = Withdrawn::nothing, std::string name = {}) {
    for (const auto& each : of.withdrawals) {
      if (each.kind == kind && each.name == name) return each.left.letters;
    }
    ADD_FAILURE() << "no " << name;
    return {-1, -1};
  }
};

TEST_F(LiveReachTest, WithoutProbesOrWithoutAWordOfThemNothingIsMeasured) {
  EXPECT_EQ(of("").voices, 0U);
  scene.enrol("no-1", "NO");
  EXPECT_EQ(of("NO").voices, 0U);
  EXPECT_EQ(of("NO").known, 1U);
  EXPECT_TRUE(of("NO").withdrawals.empty());
  EXPECT_EQ(of("", Voice::country).voices, 0U);
}

TEST_F(LiveReachTest, OfOneCountryTheWorldIsThatCountry) {
  scene.enrol("no-1", "NO");
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  EXPECT_EQ(of("", Voice::country).voices, 1U);
  EXPECT_EQ(left(of("")), (Span{13, 13}));
  EXPECT_EQ(left(of("NO"), Withdrawn::party, "Party k"), (Span{12, 12}));
}

TEST_F(LiveReachTest, ALetterThatNobodyReachesIsMissingForEverybody) {
  scene.enrol("no-1", "NO");
  scene.report("no-1").saw("abcdefghijkl", Outcome::answered).saw("m", Outcome::timeout).arrives();
  EXPECT_EQ(left(of("NO")), (Span{12, 12}));
  EXPECT_EQ(left(of("NO"), Withdrawn::party, "Party m"), (Span{12, 12}));
}

TEST_F(LiveReachTest, ALetterThatWasNotAskedIsBetweenTheBounds) {
  scene.enrol("no-1", "NO");
  scene.report("no-1").saw("abc", Outcome::answered).arrives();
  EXPECT_EQ(left(of("NO")), (Span{3, 13}));
}

TEST_F(LiveReachTest, WhereNoAnswerSaysFromWhereNoSiteIsNamed) {
  scene.enrol("no-1", "NO");
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  for (const auto& each : of("NO").withdrawals) EXPECT_NE(each.kind, Withdrawn::site);
  scene.enrol("no-2", "NO");
  scene.report("no-2").saw({.letter = 'k', .nsid = "osl"}).arrives();
  EXPECT_EQ(left(of("NO"), Withdrawn::site, "k/osl"), (Span{(12 + 0) / 2., (13 + 12) / 2.}));
}

TEST_F(LiveReachTest, TheInstanceOfAnOlderAnswerIsNotThatOfTheNewest) {
  scene.enrol("no-1", "NO");
  scene.report("no-1").saw({.letter = 'k', .nsid = "osl"}).arrives();
  EXPECT_EQ(of("NO").withdrawals.back().name, "k/osl");
  scene.wait(10s);
  scene.report("no-1").saw({.letter = 'k'}).arrives();
  EXPECT_NE(of("NO").withdrawals.back().kind, Withdrawn::site);
}

TEST_F(LiveReachTest, AnyFamilyOrTransportReachesALetter) {
  scene.enrol("no-1", "NO");
  scene.report("no-1")
      .saw(all_letters, Outcome::timeout)
      .saw("k", Outcome::answered, {.family = Family::v6, .transport = Transport::tcp})
      .arrives();
  EXPECT_EQ(left(of("NO")), (Span{1, 1}));
}

TEST_F(LiveReachTest, AnErrorOrAnAnswerAfterFourSecondsIsNone) {
  scene.enrol("no-1", "NO");
  scene.report("no-1")
      .saw({.letter = 'a', .rcode = 2})
      .saw({.letter = 'b', .before_closing = 6s, .rtt = 4001ms})
      .saw({.letter = 'c', .before_closing = 6s, .rtt = 4s})
      .arrives();
  EXPECT_EQ(left(of("NO")), (Span{1, 11}));
}

TEST_F(LiveReachTest, WhatWasInterceptedIsNotMeasured) {
  scene.enrol("no-1", "NO");
  scene.report("no-1").saw(all_letters, Outcome::intercepted).arrives();
  EXPECT_EQ(left(of("NO")), (Span{0, 13}));
  EXPECT_EQ(reach().reach.counts().intercepted, 13U);
}

TEST_F(LiveReachTest, ASilentProbeOrOneThatNobodyVouchesForHasNoVoice) {
  scene.enrol("no-1", "NO");
  scene.enrol_unattested("xx-1");
  scene.report("xx-1").saw(all_letters, Outcome::timeout).arrives();
  EXPECT_EQ(of("").voices, 0U);
  EXPECT_EQ(reach().known.size(), 1U);
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  EXPECT_EQ(of("").voices, 1U);
  scene.wait(21s);
  EXPECT_EQ(of("").voices, 0U);
  EXPECT_EQ(of("NO").known, 1U);
}

TEST_F(LiveReachTest, AnIsolatedCountryHasItsOwnFigureAndNoPartInTheWorlds) {
  scene.enrol("no-1", "NO");
  scene.enrol("ke-1", "KE");
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  scene.report("ke-1")
      .saw("abcdefghijkl", Outcome::timeout)
      .saw("m", Outcome::answered)
      .references(Answers::country_ring)
      .arrives();
  EXPECT_EQ(left(of("KE")), (Span{1, 1}));
  EXPECT_EQ(left(of("")), (Span{13, 13}));
  EXPECT_EQ(of("").probes, 1U);
  EXPECT_EQ(of("").known, 2U);
}

TEST_F(LiveReachTest, AProbeIsolatedInOneFamilyHasItsVoiceInTheOther) {
  scene.enrol("no-1", "NO");
  scene.report("no-1")
      .saw(all_letters, Outcome::answered)
      .saw(all_letters, Outcome::timeout, {.family = Family::v6})
      .references(Answers::country_ring, Family::v6)
      .arrives();
  EXPECT_EQ(left(of("")), (Span{13, 13}));
}

TEST_F(LiveReachTest, WhatWasMeasuredAroundACutIsLeftOutOnceTheVoiceIsBack) {
  scene.enrol("no-1", "NO");
  scene.report("no-1")
      .saw(all_letters, Outcome::timeout)
      .references(Answers::country_ring)
      .arrives();
  scene.wait(5s);
  scene.report("no-1").arrives();
  EXPECT_EQ(of("").voices, 0U) << "all it measured may have been the cut";
  scene.wait(15s);
  scene.report("no-1").saw("abc", Outcome::answered).arrives();
  EXPECT_EQ(left(of("")), (Span{3, 13}));
}

TEST_F(LiveReachTest, WhatIsNoLongerFreshIsNotMeasured) {
  scene.enrol("no-1", "NO");
  scene.report("no-1").saw("k", Outcome::answered).arrives();
  for (int i = 0; i < 9; ++i) {
    scene.wait(10s);
    scene.report("no-1").saw("a", Outcome::answered).arrives();
  }
  EXPECT_EQ(left(of("NO")), (Span{1, 13}));
}

}  // namespace
}  // namespace tocsin::collector
