#include "core/plan/limits.h"

#include <gtest/gtest.h>

#include "core/plan/root_hints.h"

namespace tocsin::plan {
namespace {

using namespace std::chrono_literals;

const Address k = *address_from("193.0.14.129");
const Address reference = *address_from("192.0.2.1");
const Address stranger = *address_from("198.51.100.1");

Limits limits_of(Ceilings ceilings) {
  return {compiled_root_targets(), std::span(&reference, 1), ceilings};
}

TEST(NotMeasuredCounts, AreAddedUpAndNamed) {
  NotMeasuredCounts counts;
  EXPECT_EQ(counts.text(), "none");
  counts.add(NotMeasured::late, 3);
  NotMeasuredCounts others;
  others.add(NotMeasured::budget);
  counts += others;
  EXPECT_EQ(counts.text(), "late 3, budget 1");
  EXPECT_EQ(counts.total(), 4U);
}

TEST(Limits, AllowTheTldsOfTheZoneInForceOnly) {
  const auto first = *address_from("192.0.2.1");
  const auto second = *address_from("192.0.2.2");
  Limits limits({}, {}, {});
  limits.allow_tlds({{{"no.", "x.nic.no.", first}, {"se.", "x.nic.se.", first}}});
  EXPECT_TRUE(limits.admits(first, dns_port));
  EXPECT_FALSE(limits.admits(first, 5353));
  EXPECT_EQ(limits.spend(second, {0s}, 1), NotMeasured::not_allowed);
  limits.allow_tlds({{{"no.", "x.nic.no.", second}}});
  EXPECT_FALSE(limits.admits(first, dns_port));
  EXPECT_TRUE(limits.admits(second, dns_port));
}

TEST(Limits, AllowTheResolversThatTheHostHasNow) {
  auto limits = limits_of({});
  limits.allow_resolvers({stranger});
  EXPECT_TRUE(limits.admits(stranger, 53));
  EXPECT_FALSE(limits.admits(stranger, 853));
  limits.allow_resolvers({});
  EXPECT_FALSE(limits.admits(stranger, 53));
}

TEST(Limits, AdmitTargetsAndReferencesOnPort53Only) {
  const auto limits = limits_of({});
  EXPECT_TRUE(limits.admits(k, 53));
  EXPECT_TRUE(limits.admits(reference, 53));
  EXPECT_FALSE(limits.admits(k, 80));
  EXPECT_FALSE(limits.admits(stranger, 53));
}

TEST(Limits, RefuseAStrangerWhateverAPlanSays) {
  auto limits = limits_of({});
  EXPECT_EQ(limits.spend(stranger, {0s}, 100), NotMeasured::not_allowed);
}

TEST(Limits, KeepToWhatAnOperatorTakes) {
  const auto tld = *address_from("192.0.2.7");
  const auto silent = *address_from("192.0.2.8");
  auto limits = limits_of({});
  limits.allow_tlds({{{"no.", "x.nic.no.", tld}, {"se.", "x.nic.se.", silent}}});
  limits.pause({{tld, 30s}, {silent, Limits::never()}});
  EXPECT_FALSE(limits.spend(tld, {0s}, 1));
  EXPECT_EQ(limits.spend(tld, {29s}, 1), NotMeasured::opt_out);
  EXPECT_FALSE(limits.spend(tld, {30s}, 1));
  EXPECT_EQ(limits.spend(silent, {1h}, 1), NotMeasured::opt_out);
  EXPECT_FALSE(limits.spend(k, {1h}, 1)) << "of another operator";
  limits.pause({{tld, 30s}});
  EXPECT_EQ(limits.spend(tld, {59s}, 1), NotMeasured::opt_out) << "said again, it goes on";
  limits.pause({});
  EXPECT_FALSE(limits.spend(silent, {1h}, 1)) << "withdrawn";
}

// Else whoever writes the log could end the watch, or the half of it that goes over TCP.
TEST(Limits, AskALetterOverEachTransportAboutOnceAMinuteWhateverItsOperatorSays) {
  auto limits = limits_of({});
  limits.pause({{k, Limits::never()}});
  for (auto at = 0s; at < 10min; at += 10s) {
    const bool turn = at % 60s == 0s;
    EXPECT_EQ(limits.spend(k, {at}, 1), turn ? std::nullopt : std::optional(NotMeasured::opt_out));
    if (turn) {
      EXPECT_EQ(limits.spend(k, {at + 3s}, 1, Way::tcp), std::nullopt) << at.count();
    }
  }
}

TEST(Limits, CountBothTransportsWhereAnOperatorOfATldTakesLess) {
  const auto tld = *address_from("192.0.2.7");
  auto limits = limits_of({});
  limits.allow_tlds({{{"no.", "x.nic.no.", tld}}});
  limits.pause({{tld, 30s}});
  EXPECT_FALSE(limits.spend(tld, {0s}, 1));
  EXPECT_EQ(limits.spend(tld, {29s}, 1, Way::tcp), NotMeasured::opt_out);
  EXPECT_FALSE(limits.spend(tld, {30s}, 1, Way::tcp));
}

// Else whoever writes the log could make a probe think that its line is dead.
TEST(Limits, AskReferencesAndResolversWhateverAnybodySays) {
  const auto resolver = *address_from("192.0.2.53");
  auto limits = limits_of({});
  limits.allow_resolvers({resolver});
  limits.pause({{reference, Limits::never()}, {resolver, Limits::never()}});
  for (auto at = 0s; at < 5s; at += 1s) {
    EXPECT_FALSE(limits.spend(reference, {at}, 1));
    EXPECT_FALSE(limits.spend(resolver, {at}, 1));
  }
}

TEST(Limits, HoldInEverySecondHoweverItIsPlaced) {
  auto limits = limits_of({.queries_per_second = 3});
  std::vector<MonotonicTime> sent;
  for (auto at = 0ms; at < 10s; at += 7ms) {
    if (!limits.spend(k, {at}, 1)) sent.push_back({at});
  }
  for (std::size_t i = 3; i < sent.size(); ++i) EXPECT_GE(sent[i] - sent[i - 3], 1s);
  EXPECT_GE(sent.size(), 29U);
}

TEST(Limits, SayThatTheRateIsUsedUp) {
  auto limits = limits_of({.queries_per_second = 1});
  EXPECT_EQ(limits.spend(k, {5s}, 1), std::nullopt);
  EXPECT_EQ(limits.spend(k, {5999ms}, 1), NotMeasured::rate);
  EXPECT_EQ(limits.spend(k, {6s}, 1), std::nullopt);
}

TEST(Limits, HoldInEvery24HoursHoweverGreedyThePlan) {
  auto limits = limits_of({.bytes_per_day = 240'000});
  std::uint64_t spent = 0;
  for (auto at = 0s; at < 24h; at += 1s) {
    if (!limits.spend(k, {at}, 100)) spent += 100;
  }
  EXPECT_LE(spent, 240'000U);
  EXPECT_GE(spent, 239'000U);
}

TEST(Limits, LetATwentyFourthOfTheDayGoAtOnce) {
  auto limits = limits_of({.queries_per_second = 1000, .bytes_per_day = 2400});
  EXPECT_EQ(limits.spend(k, {0s}, 100), std::nullopt);
  EXPECT_EQ(limits.spend(k, {0s}, 1), NotMeasured::bytes);
  EXPECT_EQ(limits.spend(k, {2h}, 100), std::nullopt);
}

TEST(Limits, KeepAFifthOfTheRateForTheWatch) {
  auto limits = limits_of({.queries_per_second = 10});
  limits.allow_tlds({{{"no.", "x.nic.no.", stranger}}});
  for (int i = 0; i < 8; ++i) EXPECT_EQ(limits.spend(stranger, {0s}, 100), std::nullopt) << i;
  EXPECT_EQ(limits.spend(stranger, {0s}, 100), NotMeasured::rate);
  EXPECT_EQ(limits.spend(k, {0s}, 100), std::nullopt);
  EXPECT_EQ(limits.spend(reference, {0s}, 100), std::nullopt);
  EXPECT_EQ(limits.spend(k, {0s}, 100), NotMeasured::rate);
}

TEST(Limits, KeepAFifthOfTheBytesForTheWatch) {
  auto limits = limits_of({.queries_per_second = 1000, .bytes_per_day = 24000});
  limits.allow_resolvers({stranger});
  for (int i = 0; i < 8; ++i) EXPECT_EQ(limits.spend(stranger, {0s}, 100), std::nullopt) << i;
  EXPECT_EQ(limits.spend(stranger, {0s}, 1), NotMeasured::bytes);
  EXPECT_EQ(limits.spend(k, {0s}, 200), std::nullopt);
  EXPECT_EQ(limits.spend(k, {0s}, 1), NotMeasured::bytes);
}

TEST(Limits, LetTheWatchGoBeforeTraces) {
  auto limits = limits_of({.queries_per_second = 10, .bytes_per_day = 24000});
  EXPECT_EQ(limits.spend_on_trace(k, {0s}, 10, 9), NotMeasured::rate) << "all of them or none";
  EXPECT_EQ(limits.spend_on_trace(k, {0s}, 801, 3), NotMeasured::bytes);
  EXPECT_EQ(limits.spend_on_trace(k, {0s}, 800, 8), std::nullopt);
  EXPECT_EQ(limits.spend_on_trace(k, {0s}, 0, 1), NotMeasured::rate);
  EXPECT_EQ(limits.spend(k, {0s}, 100), std::nullopt);
  EXPECT_EQ(limits.spend(reference, {0s}, 100), std::nullopt);
  EXPECT_EQ(limits.spend_on_trace(stranger, {2s}, 1, 1), NotMeasured::not_allowed);
}

TEST(Limits, TraceNobodyWhoTakesLess) {
  auto limits = limits_of({});
  limits.pause({{k, 10s}});
  EXPECT_EQ(limits.spend_on_trace(k, {0s}, 1, 3), NotMeasured::opt_out);
  EXPECT_EQ(limits.spend(k, {0s}, 1), std::nullopt) << "its turn was not spent";
  limits.pause({});
  EXPECT_EQ(limits.spend_on_trace(k, {1s}, 1, 3), std::nullopt);
}

TEST(NotMeasuredCounts, KeepEachReasonApart) {
  NotMeasuredCounts counts;
  counts.add(NotMeasured::late, 3);
  counts.add(NotMeasured::rate);
  EXPECT_EQ(counts.total(), 4U);
  EXPECT_EQ(counts.by_reason[static_cast<std::size_t>(NotMeasured::late)], 3U);
  EXPECT_EQ(name_of(NotMeasured::host), "host");
}

}  // namespace
}  // namespace tocsin::plan
