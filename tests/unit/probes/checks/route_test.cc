#include "probes/checks/route.h"

#include <gtest/gtest.h>

#include "tests/unit/probes/checks/hops.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

HopProbe silence() {
  return {};
}

// One query a hop.
Trace trace_of(const std::vector<HopProbe>& probes) {
  Trace trace;
  for (const auto& probe : probes) {
    const auto number = static_cast<std::uint8_t>(trace.hops.size() + 1);
    trace.hops.push_back({.hop_limit = number, .probes = {probe}});
  }
  return trace;
}

std::optional<TraceEnd> end_after(const std::vector<HopProbe>& probes) {
  return end_of(trace_of(probes).hops, {.hops_max = 6, .silent_max = 3});
}

TEST(Route, EndsAtTheAnswer) {
  EXPECT_EQ(end_after({}), std::nullopt);
  EXPECT_EQ(end_after({notice("192.0.2.1")}), std::nullopt);
  EXPECT_EQ(end_after({notice("192.0.2.1"), reply()}), TraceEnd::answered);
}

TEST(Route, GoesOnBehindAnAnswerToAQueryThatHadExpired) {
  EXPECT_EQ(end_after({both("192.0.2.1")}), std::nullopt);
}

TEST(Route, EndsWhereThereIsNoWayOn) {
  EXPECT_EQ(end_after({notice("192.0.2.1", HopAnswer::unreachable)}), TraceEnd::unreachable);
  EXPECT_EQ(end_after({notice("192.0.2.1", HopAnswer::refused)}), TraceEnd::unreachable);
}

TEST(Route, EndsAfterSoManySilentHopsInARow) {
  EXPECT_EQ(end_after({silence(), silence()}), std::nullopt);
  EXPECT_EQ(end_after({silence(), silence(), notice("192.0.2.1"), silence()}), std::nullopt);
  EXPECT_EQ(end_after({notice("192.0.2.1"), silence(), silence(), silence()}), TraceEnd::silent);
}

TEST(Route, EndsAtTheLimitOfHops) {
  EXPECT_EQ(end_after({6, notice("192.0.2.1")}), TraceEnd::hops);
}

TEST(Route, TheDistanceIsTheFirstHopLimitThatBroughtAnAnswer) {
  EXPECT_EQ(distance(trace_of({notice("192.0.2.1"), reply()})), 2);
  EXPECT_EQ(distance(trace_of({notice("192.0.2.1"), silence()})), std::nullopt);
}

TEST(Route, AnAnswerToAQueryThatHadExpiredComesFromBeforeTheServer) {
  EXPECT_TRUE(signs_of(trace_of({both("192.0.2.1"), reply()}), {}).answered_and_expired);
  EXPECT_FALSE(signs_of(trace_of({notice("192.0.2.1"), reply()}), {}).any());
}

TEST(Route, ANoticeThatNamesNoQueryIsNoEvidenceAgainstItsAnswer) {
  auto late = notice("192.0.2.1");
  late.notice->names_query = false;
  late.hear({.rtt = 2ms, .hop_limit = 60});
  const auto trace = trace_of({late});
  EXPECT_FALSE(signs_of(trace, {}).any());
  EXPECT_EQ(end_of(trace.hops, {}), TraceEnd::answered);
  EXPECT_EQ(late.answer(), HopAnswer::answered);
}

TEST(Route, AnAnswerFromFarNearerThanTheServerIsASign) {
  const auto near = trace_of({notice("192.0.2.1"), reply()});
  EXPECT_TRUE(signs_of(near, 5).nearer_than_server);
  EXPECT_TRUE(signs_of(near, 9).nearer_than_server);
}

TEST(Route, ARouteThatChangedByAHopOrTwoIsNoSign) {
  const auto near = trace_of({notice("192.0.2.1"), reply()});
  for (const std::uint8_t usual : {1, 2, 3, 4}) EXPECT_FALSE(signs_of(near, usual).any()) << usual;
}

TEST(Route, WithoutAKnownDistanceOrAnAnswerNothingIsCompared) {
  EXPECT_FALSE(signs_of(trace_of({reply()}), {}).any());
  EXPECT_FALSE(signs_of(trace_of({silence()}), 9).any());
}

}  // namespace
}  // namespace tocsin::probe
