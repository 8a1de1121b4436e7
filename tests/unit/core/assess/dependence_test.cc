#include "core/assess/dependence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "core/assess/thresholds.h"

namespace tocsin::assess {
namespace {

using testing::ElementsAre;

const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");

// Four letters, of which k = ceil(3 * 2/3) = 2 are needed.
RootParties parties() {
  return {.as_of = "2026-11-29",
          .letters = {{'a', {"North", "NO", "s"}},
                      {'b', {"North", "NO", "s"}},
                      {'c', {"South", "ZA", "s"}},
                      {'d', {"East", "JP", "s"}}},
          .zone_maintainer = {"North", "NO", "s"},
          .trust_anchor = {"Keeper", "CH", "s"}};
}

struct Asked {
  std::string vp;
  std::string country;
  char rsi = 'a';
  std::string site = {};
  record::Outcome outcome = record::Outcome::answered;
  Duration before_noon{};
  plan::Family family = plan::Family::v4;
  Scope scope = Scope::world;
};

Measurement measurement_of(const Asked& asked) {
  const bool answered = asked.outcome == record::Outcome::answered;
  return {.t = noon - asked.before_noon,
          .vp = asked.vp,
          .rsi = asked.rsi,
          .family = asked.family,
          .transport = record::Transport::udp,
          .kind = MeasurementKind::soa,
          .outcome = asked.outcome,
          .rcode = answered ? std::optional<std::uint16_t>(0) : std::nullopt,
          .rtt = answered ? std::optional<Duration>(1'000'000) : std::nullopt,
          .country = asked.country,
          .site = asked.site,
          .scope = asked.scope};
}

struct DependenceOf : testing::Test {
  Reach reach{noon, std::chrono::hours(1)};

  void ask(const Asked& asked) {
    const auto added = reach.add(measurement_of(asked));
    ASSERT_TRUE(added) << added.error().text;
  }
  void reaches(const std::string& vp, const std::string& country, const std::string& letters) {
    for (const char letter : letters) ask({.vp = vp, .country = country, .rsi = letter});
  }
  void misses(const std::string& vp, const std::string& country, const std::string& letters) {
    for (const char letter : letters) {
      ask({.vp = vp, .country = country, .rsi = letter, .outcome = record::Outcome::timeout});
    }
  }

  std::vector<Dependence> all() const { return dependence_of(reach, parties()); }
  Dependence of(const std::string& country, Voice voice = Voice::probe) const {
    for (auto& each : all()) {
      if (each.country == country && each.voice == voice) return each;
    }
    ADD_FAILURE() << "nothing of " << country;
    return {};
  }
};

Reserve left(const Dependence& dependence, Withdrawn kind, const std::string& name = {}) {
  for (const auto& each : dependence.withdrawals) {
    if (each.kind == kind && each.name == name) return each.left;
  }
  ADD_FAILURE() << "no " << name;
  return {};
}

Reserve reserve(Span letters, Span worst, Span enough) {
  return {.letters = letters, .worst = worst, .enough = enough};
}

TEST_F(DependenceOf, NobodyIsNothing) {
  EXPECT_TRUE(all().empty());
}

TEST_F(DependenceOf, HasEveryPartyAndJurisdictionOfTheTableWhateverItRuns) {
  reaches("no-1", "NO", "abcd");
  const auto norway = of("NO");
  std::vector<std::string> names;
  for (const auto& each : norway.withdrawals) {
    names.push_back(std::string(name_of(each.kind)) + " " + each.name);
  }
  EXPECT_THAT(names,
              ElementsAre("nothing ",
                          "party East",
                          "party Keeper",
                          "party North",
                          "party South",
                          "jurisdiction CH",
                          "jurisdiction JP",
                          "jurisdiction NO",
                          "jurisdiction ZA"));
  const auto& north = norway.withdrawals[3];
  EXPECT_EQ(north.letters, 0b11U);
  EXPECT_TRUE(north.zone_maintainer);
  EXPECT_FALSE(north.trust_anchor);
  EXPECT_TRUE(norway.withdrawals[5].trust_anchor);
}

TEST_F(DependenceOf, AWithdrawalTakesTheLettersOfWhoeverGoes) {
  reaches("no-1", "NO", "abcd");
  EXPECT_EQ(left(of("NO"), Withdrawn::nothing), reserve({4, 4}, {4, 4}, {1, 1}));
  EXPECT_EQ(left(of("NO"), Withdrawn::party, "North"), reserve({2, 2}, {2, 2}, {1, 1}));
  EXPECT_EQ(left(of("NO"), Withdrawn::party, "Keeper"), reserve({4, 4}, {4, 4}, {1, 1}));
  EXPECT_EQ(left(of("NO"), Withdrawn::jurisdiction, "ZA"), reserve({3, 3}, {3, 3}, {1, 1}));
}

TEST_F(DependenceOf, ALetterThatIsNotReachedIsNotLostTwice) {
  reaches("no-1", "NO", "cd");
  misses("no-1", "NO", "ab");
  EXPECT_EQ(left(of("NO"), Withdrawn::nothing), reserve({2, 2}, {2, 2}, {1, 1}));
  EXPECT_EQ(left(of("NO"), Withdrawn::party, "North"), reserve({2, 2}, {2, 2}, {1, 1}));
  EXPECT_EQ(left(of("NO"), Withdrawn::party, "East"), reserve({1, 1}, {1, 1}, {0, 0}));
}

TEST_F(DependenceOf, WhatIsNotMeasuredIsBetweenTheBounds) {
  reaches("no-1", "NO", "a");
  misses("no-1", "NO", "b");
  EXPECT_EQ(left(of("NO"), Withdrawn::nothing), reserve({1, 3}, {1, 3}, {0, 1}));
  EXPECT_EQ(left(of("NO"), Withdrawn::party, "South"), reserve({1, 2}, {1, 2}, {0, 1}));
}

TEST_F(DependenceOf, TheWorldWeighsCountriesOrProbes) {
  reaches("no-1", "NO", "abcd");
  reaches("no-2", "NO", "abcd");
  reaches("no-3", "NO", "abc");
  misses("no-3", "NO", "d");
  reaches("se-1", "SE", "a");
  misses("se-1", "SE", "bcd");
  const auto countries = of("", Voice::country);
  EXPECT_EQ(countries.voices, 2U);
  EXPECT_EQ(countries.probes, 4U);
  const double norway = 11.0 / 3;
  EXPECT_EQ(left(countries, Withdrawn::nothing),
            reserve({(norway + 1) / 2, (norway + 1) / 2}, {1, 1}, {0.5, 0.5}));
  EXPECT_EQ(of("").voices, 4U);
  EXPECT_EQ(left(of(""), Withdrawn::nothing), reserve({3, 3}, {1, 1}, {0.75, 0.75}));
}

TEST_F(DependenceOf, AProbeWithoutACountryIsAVoiceOfProbesAlone) {
  reaches("somewhere", "", "abcd");
  const auto found = all();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].voice, Voice::probe);
  EXPECT_EQ(found[0].country, "");
}

TEST_F(DependenceOf, ASiteThatFallsSilentTakesWhatIsAnsweredThereAndNothingElse) {
  ask({.vp = "no-1", .country = "NO", .rsi = 'a', .site = "osl"});
  ask({.vp = "no-1", .country = "NO", .rsi = 'c', .site = "osl"});
  ask({.vp = "no-1", .country = "NO", .rsi = 'd', .site = "sto"});
  misses("no-1", "NO", "b");
  ask({.vp = "se-1", .country = "SE", .rsi = 'a', .site = "sto"});
  misses("se-1", "SE", "bcd");
  EXPECT_EQ(left(of("NO"), Withdrawn::site, "osl"), reserve({1, 1}, {1, 1}, {0, 0}));
  EXPECT_EQ(left(of("NO"), Withdrawn::site, "sto"), reserve({2, 2}, {2, 2}, {1, 1}));
  EXPECT_EQ(left(of(""), Withdrawn::site, "osl"), reserve({1, 1}, {1, 1}, {0, 0}));
  const auto sweden = of("SE");
  EXPECT_EQ(sweden.withdrawals.back().name, "sto");
  EXPECT_EQ(sweden.withdrawals.size(), of("NO").withdrawals.size() - 1);
}

TEST_F(DependenceOf, ALetterWithAnotherPathStaysWhenASiteFallsSilent) {
  ask({.vp = "no-1", .country = "NO", .rsi = 'a', .site = "osl"});
  ask({.vp = "no-1", .country = "NO", .rsi = 'a', .site = "sto", .family = plan::Family::v6});
  misses("no-1", "NO", "bcd");
  EXPECT_EQ(left(of("NO"), Withdrawn::site, "osl").letters, (Span{1, 1}));
}

TEST_F(DependenceOf, AnAnswerThatDoesNotSayFromWhereMayStemFromTheSite) {
  ask({.vp = "no-1", .country = "NO", .rsi = 'a', .site = "osl"});
  ask({.vp = "no-2", .country = "NO", .rsi = 'a'});
  misses("no-1", "NO", "bcd");
  misses("no-2", "NO", "bcd");
  EXPECT_EQ(left(of("NO"), Withdrawn::site, "osl").letters, (Span{0, 0.5}));
}

TEST_F(DependenceOf, ItIsTheNewestOfEachPathThatCountsInWhateverOrder) {
  ask({.vp = "no-1", .country = "NO", .rsi = 'a', .site = "new"});
  ask({.vp = "no-1",
       .country = "NO",
       .rsi = 'a',
       .site = "old",
       .before_noon = std::chrono::minutes(5)});
  ask({.vp = "no-1",
       .country = "NO",
       .rsi = 'b',
       .outcome = record::Outcome::timeout,
       .before_noon = std::chrono::minutes(5)});
  ask({.vp = "no-1", .country = "NO", .rsi = 'b', .before_noon = std::chrono::minutes(4)});
  misses("no-1", "NO", "cd");
  EXPECT_EQ(left(of("NO"), Withdrawn::nothing).letters, (Span{2, 2}));
  EXPECT_EQ(of("NO").withdrawals.back().name, "new");
}

TEST_F(DependenceOf, OfTwoAtOneTimeTheWorseOneCounts) {
  reaches("no-1", "NO", "a");
  misses("no-1", "NO", "a");
  misses("no-1", "NO", "bcd");
  reaches("no-1", "NO", "b");
  EXPECT_EQ(left(of("NO"), Withdrawn::nothing).letters, (Span{0, 0}));
}

TEST_F(DependenceOf, WhatIsOutsideOrInterceptedSaysNothing) {
  ask({.vp = "no-1", .country = "NO", .rsi = 'a', .before_noon = std::chrono::hours(1)});
  ask({.vp = "no-1", .country = "NO", .rsi = 'b', .before_noon = std::chrono::seconds(-1)});
  EXPECT_TRUE(all().empty());
  ask({.vp = "no-1", .country = "NO", .rsi = 'c', .outcome = record::Outcome::intercepted});
  EXPECT_EQ(left(of("NO"), Withdrawn::nothing), reserve({0, 4}, {0, 4}, {0, 1}));
  EXPECT_EQ(reach.counts().outside, 2U);
  EXPECT_EQ(reach.counts().intercepted, 1U);
}

TEST_F(DependenceOf, AProbeInTwoCountriesIsAnError) {
  reaches("no-1", "NO", "a");
  const auto added = reach.add(measurement_of({.vp = "no-1", .country = "SE", .rsi = 'b'}));
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().text, "vp no-1 is in NO and in SE");
}

TEST_F(DependenceOf, AnIsolatedProbeCountsForItsCountryAlone) {
  ask({.vp = "no-1", .country = "NO", .rsi = 'a', .site = "osl"});
  ask({.vp = "no-1", .country = "NO", .rsi = 'b', .site = "trd", .scope = Scope::country});
  ask({.vp = "ke-1", .country = "KE", .rsi = 'a', .site = "nbo", .scope = Scope::country});
  const auto all = this->all();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].voices, 1U);
  EXPECT_EQ(all[1].probes, 1U);
  EXPECT_EQ(left(of(""), Withdrawn::nothing).letters, (Span{1, 4}));
  EXPECT_EQ(of("").withdrawals.back().name, "osl");
  EXPECT_EQ(left(of("NO"), Withdrawn::nothing).letters, (Span{2, 4}));
  EXPECT_EQ(left(of("KE"), Withdrawn::site, "nbo").letters, (Span{0, 3}));
}

TEST_F(DependenceOf, WhereEverybodyIsIsolatedNothingIsSaidOfTheWorld) {
  ask({.vp = "ke-1", .country = "KE", .rsi = 'a', .scope = Scope::country});
  const auto all = this->all();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].country, "KE");
}

// The definition (docs/conformance/dependence.md), path by path.
Span letters_left(const Reach::Probe& probe, const Withdrawal& without, const Reach& reach) {
  Span left;
  for (const auto& [letter, party] : parties().letters) {
    const bool gone = (without.letters >> (letter - 'a') & 1U) != 0;
    bool measured = false;
    bool surely = false;
    bool maybe = false;
    for (const auto& path : probe.letters[static_cast<std::size_t>(letter - 'a')]) {
      measured |= path.has_value();
      if (!path || !path->reached) continue;
      const bool elsewhere = path->site && reach.sites()[*path->site].name != without.name;
      const bool stays = !gone || (without.kind == Withdrawn::site && elsewhere);
      surely |= stays;
      maybe |= stays || (without.kind == Withdrawn::site && !path->site);
    }
    const bool unmeasured = !measured && (!gone || without.kind == Withdrawn::site);
    left.low += surely ? 1 : 0;
    left.high += maybe || unmeasured ? 1 : 0;
  }
  return left;
}

TEST_F(DependenceOf, EveryWithdrawalLeavesWhatTheDefinitionSays) {
  std::mt19937 random(20261130);
  const auto below = [&](unsigned n) { return static_cast<std::size_t>(random() % n); };
  for (int i = 0; i < 600; ++i) {
    ask({.vp = "p" + std::to_string(below(9)),
         .country = {},
         .rsi = static_cast<char>('a' + below(4)),
         .site = std::array<std::string, 5>{"", "", "x", "y", "z"}[below(5)],
         .outcome = below(3) == 0 ? record::Outcome::timeout : record::Outcome::answered,
         .before_noon = std::chrono::seconds(below(100)),
         .family = below(2) == 0 ? plan::Family::v4 : plan::Family::v6});
    const auto found = of("");
    for (const auto& each : found.withdrawals) {
      Reserve expected;
      for (const auto& probe : reach.probes()) {
        const auto left = letters_left(probe, each, reach);
        const bool first = &probe == reach.probes().data();
        expected.letters = {expected.letters.low + left.low, expected.letters.high + left.high};
        expected.worst.low = first ? left.low : std::min(expected.worst.low, left.low);
        expected.worst.high = first ? left.high : std::min(expected.worst.high, left.high);
        expected.enough.low += left.low >= needed_of(4) ? 1 : 0;
        expected.enough.high += left.high >= needed_of(4) ? 1 : 0;
      }
      const auto count = static_cast<double>(reach.probes().size());
      for (auto* span : {&expected.letters, &expected.enough}) {
        *span = {span->low / count, span->high / count};
      }
      ASSERT_EQ(each.left, expected) << i << " " << each.name;
      ASSERT_LE(each.left.letters.low, each.left.letters.high);
    }
  }
}

TEST_F(DependenceOf, AServerThatNamesItselfIsASiteOfItsLetterAlone) {
  const Asked asked{.vp = "no-1", .country = "NO", .rsi = 'a'};
  auto measurement = measurement_of(asked);
  measurement.instance = "s1.osl";
  ASSERT_TRUE(reach.add(measurement));
  EXPECT_EQ(of("NO").withdrawals.back().name, "a/s1.osl");
  EXPECT_EQ(of("NO").withdrawals.back().letters, 1U);
}

}  // namespace
}  // namespace tocsin::assess
