#include "core/assess/reachability.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tocsin::assess {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");
constexpr std::size_t ipv4_udp = 0;

struct ReachabilityOf : testing::Test {
  std::optional<Reachability> all;

  void SetUp() override { begin("root/c", 5); }
  void begin(std::string_view service, int minutes) {
    auto made =
        Reachability::over(*service_from(service), noon, noon + std::chrono::minutes(minutes));
    ASSERT_TRUE(made) << made.error().text;
    all = *std::move(made);
  }

  struct Asked {
    std::string country;
    int minute = 0;
    record::Outcome outcome = record::Outcome::answered;
    char rsi = 'c';
    std::string vp = "1";
    record::Reach reach = record::Reach::connected;
    record::Transport transport = record::Transport::udp;
    std::uint16_t rcode = 0;
  };
  void ask(const Asked& asked) {
    const auto name = asked.country + asked.vp;
    const bool answered = asked.outcome == record::Outcome::answered;
    const Measurement measurement{
        .t = noon + std::chrono::minutes(asked.minute) + std::chrono::seconds(7),
        .vp = name,
        .rsi = asked.rsi,
        .family = plan::Family::v4,
        .transport = asked.transport,
        .kind = MeasurementKind::soa,
        .outcome = asked.outcome,
        .rcode = answered ? std::optional(asked.rcode) : std::nullopt,
        .rtt = answered ? std::optional<Duration>(1'000'000) : std::nullopt,
        .country = asked.country};
    const auto added = all->add(measurement, asked.reach);
    ASSERT_TRUE(added) << added.error().text;
  }
  void reaches(const std::string& country, int minute) { ask({country, minute}); }
  void loses(const std::string& country, int minute) {
    ask({country, minute, record::Outcome::timeout});
  }

  std::vector<MinuteState> states_of(const std::string& country) const {
    std::vector<MinuteState> states;
    const auto result = all->result();
    for (const auto& each : result[ipv4_udp].countries) {
      if (each.country != country) continue;
      for (const auto& run : each.runs) states.insert(states.end(), run.minutes, run.state);
    }
    return states;
  }
  MinuteState state_of(const std::string& country) const { return states_of(country).at(0); }
  std::vector<Outage> outages() const { return all->result()[ipv4_udp].outages; }
};

TEST(ServiceFrom, TakesTheRootAndItsThirteenLetters) {
  EXPECT_EQ(service_from("root"), (Service{0x1fff, 8}));
  EXPECT_EQ(service_from("root/a"), (Service{1, 1}));
  EXPECT_EQ(service_from("root/m"), (Service{0x1000, 1}));
  for (const auto* none :
       {"", "root/", "root/n", "root/A", "root/ab", "Root", "tld/no", "root/`"}) {
    EXPECT_FALSE(service_from(none)) << none;
  }
}

TEST(ReachabilityOver, TakesWholeMinutesUpToThirtyOneDays) {
  const Service service{1, 1};
  const auto day = std::chrono::hours(24);
  EXPECT_TRUE(Reachability::over(service, noon, noon + 31 * day));
  EXPECT_FALSE(Reachability::over(service, noon, noon + 31 * day + std::chrono::minutes(1)));
  EXPECT_FALSE(Reachability::over(service, noon, noon));
  EXPECT_FALSE(Reachability::over(service, noon, noon - day));
  EXPECT_FALSE(Reachability::over(service, noon + Duration(1), noon + day));
  EXPECT_FALSE(Reachability::over(service, noon, noon + std::chrono::seconds(90)));
}

TEST_F(ReachabilityOf, AMinuteWithOneGoodAnswerIsReached) {
  loses("NO", 0);
  reaches("NO", 0);
  loses("NO", 0);
  EXPECT_EQ(state_of("NO"), MinuteState::reached);
}

TEST_F(ReachabilityOf, AMinuteWithoutMeasurementIsNotLost) {
  reaches("NO", 0);
  loses("NO", 2);
  EXPECT_THAT(states_of("NO"),
              ElementsAre(MinuteState::reached,
                          MinuteState::not_measured,
                          MinuteState::lost,
                          MinuteState::not_measured,
                          MinuteState::not_measured));
}

TEST_F(ReachabilityOf, RunsCoverEveryMinuteOfTheSpan) {
  reaches("NO", 0);
  reaches("NO", 1);
  loses("NO", 4);
  EXPECT_THAT(all->result()[ipv4_udp].countries.at(0).runs,
              ElementsAre(MinuteRun{0, 2, MinuteState::reached},
                          MinuteRun{2, 2, MinuteState::not_measured},
                          MinuteRun{4, 1, MinuteState::lost}));
}

TEST_F(ReachabilityOf, WhatIsOutsideOfTheSpanOrOfTheServiceIsNothing) {
  loses("NO", -1);
  loses("NO", 5);
  ask({"NO", 0, record::Outcome::timeout, 'd'});
  EXPECT_THAT(all->result()[ipv4_udp].countries, IsEmpty());
}

TEST_F(ReachabilityOf, InterceptedSaysNothingOfTheServer) {
  ask({"NO", 0, record::Outcome::intercepted});
  EXPECT_THAT(all->result()[ipv4_udp].countries, IsEmpty());
}

TEST_F(ReachabilityOf, AReplyWithAnotherRcodeDoesNotReach) {
  ask({.country = "NO", .minute = 0, .rcode = 2});
  EXPECT_EQ(state_of("NO"), MinuteState::lost);
}

TEST_F(ReachabilityOf, EachPathIsOfItsOwn) {
  ask({.country = "NO", .minute = 0, .transport = record::Transport::tcp});
  const auto result = all->result();
  EXPECT_EQ(result[ipv4_udp].countries.at(0).vantage_points, 0U);
  EXPECT_EQ(result[1].countries.at(0).vantage_points, 1U);
  EXPECT_EQ(state_of("NO"), MinuteState::not_measured);
}

TEST_F(ReachabilityOf, ACountryThatWasExpectedIsThereThoughItNeverMeasured) {
  reaches("NO", 0);
  all->expect("NO");
  all->expect("SE");
  for (const auto& path : all->result()) ASSERT_THAT(path.countries, SizeIs(2));
  const auto silent = all->result()[ipv4_udp].countries.at(1);
  EXPECT_EQ(silent, (CountryReach{"SE", 0, {{0, 5, MinuteState::not_measured}}}));
  EXPECT_EQ(state_of("NO"), MinuteState::reached);
}

TEST_F(ReachabilityOf, ACountryWhoseVantagePointsDisagreeIsPartly) {
  reaches("NO", 0);
  ask({.country = "NO", .minute = 0, .outcome = record::Outcome::timeout, .vp = "2"});
  EXPECT_EQ(state_of("NO"), MinuteState::partly);
}

TEST_F(ReachabilityOf, AProbeWithoutAVoiceSaysNothingForTheWorld) {
  for (const auto* country : {"NO", "SE"}) {
    ask({.country = country,
         .outcome = record::Outcome::timeout,
         .reach = record::Reach::isolated});
  }
  EXPECT_EQ(state_of("NO"), MinuteState::no_voice);
  EXPECT_THAT(outages(), IsEmpty());
}

TEST_F(ReachabilityOf, AMinuteThatWasPartlyWithoutAVoiceHasNone) {
  ask({.country = "NO", .outcome = record::Outcome::timeout, .reach = record::Reach::isolated});
  loses("NO", 0);
  EXPECT_EQ(state_of("NO"), MinuteState::no_voice);
}

TEST_F(ReachabilityOf, AnotherVantagePointOfTheCountrySpeaksForIt) {
  ask({.country = "NO", .outcome = record::Outcome::timeout, .reach = record::Reach::isolated});
  ask({.country = "NO", .minute = 0, .vp = "2"});
  EXPECT_EQ(state_of("NO"), MinuteState::reached);
}

TEST_F(ReachabilityOf, TheRootIsReachedWithEightLetters) {
  begin("root", 1);
  for (const char letter : std::string_view("abcdefgh")) ask({.country = "NO", .rsi = letter});
  EXPECT_EQ(state_of("NO"), MinuteState::reached);
}

TEST_F(ReachabilityOf, TheRootIsLostOnlyWhereNoMissingLetterCouldMendIt) {
  begin("root", 1);
  const auto lose = [this](char letter) { ask({"NO", 0, record::Outcome::timeout, letter}); };
  for (const char letter : std::string_view("abcde")) lose(letter);
  EXPECT_EQ(state_of("NO"), MinuteState::not_measured);  // 8 might have been reached
  lose('f');
  EXPECT_EQ(state_of("NO"), MinuteState::lost);
}

TEST_F(ReachabilityOf, AnOutageNeedsMoreThanHalfOfTheVoices) {
  loses("NO", 0);
  reaches("SE", 0);
  EXPECT_THAT(outages(), IsEmpty());
  loses("DK", 0);
  EXPECT_THAT(outages(), ElementsAre(Outage{0, 1, 2, 3, 0, {"DK", "NO"}}));
}

TEST_F(ReachabilityOf, PartlyIsAVoiceThatHasNotLost) {
  loses("NO", 0);
  reaches("SE", 0);
  ask({.country = "SE", .minute = 0, .outcome = record::Outcome::timeout, .vp = "2"});
  EXPECT_THAT(outages(), IsEmpty());
}

// For every number of countries that lost and reached it, spare is what leaving countries out, one
// after the other and those that lost it first, gives.
TEST_F(ReachabilityOf, SpareCountriesAreCountedRightForEveryTally) {
  for (int lost = 1; lost <= 7; ++lost) {
    for (int reached = 0; reached < lost; ++reached) {
      begin("root/c", 1);
      for (int i = 0; i < lost; ++i) loses("L" + std::to_string(i), 0);
      for (int i = 0; i < reached; ++i) reaches("R" + std::to_string(i), 0);
      const auto found = outages();
      ASSERT_THAT(found, SizeIs(1));
      std::uint32_t spare = 0;
      for (int left = lost - 1; 2 * left > left + reached; --left) ++spare;
      EXPECT_EQ(found[0].spare, spare) << lost << " lost, " << reached << " reached";
    }
  }
}

TEST_F(ReachabilityOf, AnOutageIsAsStrongAsItsWeakestMinute) {
  for (const auto* country : {"DK", "FI", "NO"}) {
    loses(country, 1);
    loses(country, 2);
  }
  reaches("SE", 2);
  loses("NO", 3);
  EXPECT_THAT(outages(), ElementsAre(Outage{1, 3, 1, 1, 0, {"NO"}}));
}

TEST_F(ReachabilityOf, OutagesThatDoNotTouchAreTwo) {
  loses("NO", 0);
  loses("NO", 2);
  EXPECT_THAT(outages(), SizeIs(2));
}

TEST_F(ReachabilityOf, WhatNobodyElseSawIsCounted) {
  loses("NO", 0);
  loses("SE", 0);
  loses("NO", 1);
  reaches("SE", 1);
  loses("NO", 2);
  const auto result = all->result();
  EXPECT_EQ(result[ipv4_udp].countries.at(0).alone, 2U);
  EXPECT_EQ(result[ipv4_udp].countries.at(1).alone, 0U);
}

TEST_F(ReachabilityOf, TooManyVantagePointsAreAnError) {
  Measurement measurement{.t = noon,
                          .vp = {},
                          .rsi = 'c',
                          .family = plan::Family::v4,
                          .kind = MeasurementKind::soa,
                          .outcome = record::Outcome::timeout,
                          .country = "NO"};
  for (std::size_t i = 0; i < Reachability::vantage_points_max; ++i) {
    const auto name = std::to_string(i);
    measurement.vp = name;
    ASSERT_TRUE(all->add(measurement, record::Reach::connected));
  }
  measurement.vp = "one more";
  EXPECT_FALSE(all->add(measurement, record::Reach::connected));
}

}  // namespace
}  // namespace tocsin::assess
