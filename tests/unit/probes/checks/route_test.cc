#include "probes/checks/route.h"

#include <gtest/gtest.h>

#include <algorithm>

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

// Routers before the server may say nothing, and it may lose whole hops of queries.
TEST(Route, BringsAServerNoMoreQueriesThanBudgetsReckonWith) {
  const std::vector<HopProbe> passed(queries_per_hop, notice("192.0.2.1"));
  const std::vector<HopProbe> silent(queries_per_hop);
  const std::vector<HopProbe> answered(queries_per_hop, reply());
  std::uint32_t most = 0;
  for (std::uint8_t distance = 1; distance <= hops_max; ++distance) {
    for (unsigned said = 0; said < 256; ++said) {  // a bit a hop, from five before the server on
      Trace trace;
      std::uint32_t reached = 0;
      while (!end_of(trace.hops, {})) {
        const auto limit = static_cast<std::uint8_t>(trace.hops.size() + 1);
        const int bit = limit - distance + 5;
        const bool says = bit < 0 || (bit < 8 && ((said >> static_cast<unsigned>(bit)) & 1U) != 0);
        const auto& heard = limit < distance ? passed : answered;
        trace.hops.push_back({.hop_limit = limit, .probes = says ? heard : silent});
        if (limit >= distance) reached += queries_per_hop;
      }
      most = std::max(most, reached);
    }
  }
  EXPECT_EQ(most, route_queries_to_server_max);
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
