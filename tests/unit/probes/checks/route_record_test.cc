#include "probes/checks/route_record.h"

#include <gtest/gtest.h>

#include "tests/unit/probes/checks/hops.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Outcome;
using record::OwnRouter;
using record::Sign;

plan::Address address(std::string_view text) {
  return plan::address_from(text).value();
}

// One query a hop, to 193.0.14.129.
Trace trace_of(const std::vector<HopProbe>& probes, TraceEnd end = TraceEnd::answered) {
  Trace trace;
  trace.server = address("193.0.14.129");
  trace.sent_at = {7s};
  trace.end = end;
  for (const auto& probe : probes) {
    const auto number = static_cast<std::uint8_t>(trace.hops.size() + 1);
    trace.hops.push_back({.hop_limit = number, .probes = {probe}});
    if (probe.reply && !trace.answer) trace.answer = TraceAnswer{{.flags = 0x8400}, *probe.reply};
  }
  return trace;
}

struct RouteRecord : testing::Test {
  PrivateAddresses own;

  std::optional<record::Router> from(std::size_t hop, const Trace& trace) {
    return recorded(trace, own, address("198.51.100.77")).queries.at(hop).notice->from;
  }

  record::Observation observed(const Trace& trace, const RouteSigns& signs = {}) {
    record::Observation observation;
    write_to(observation, trace, signs, recorded(trace, own, {}));
    return observation;
  }
};

TEST_F(RouteRecord, NumbersTheFirstHopEvenIfItsAddressIsPublic) {
  const auto trace = trace_of({notice("192.0.2.1"), notice("192.0.2.9"), reply()});
  EXPECT_EQ(from(0, trace), record::Router(OwnRouter{0}));
  EXPECT_EQ(from(1, trace), record::Router(address("192.0.2.9")));
  EXPECT_EQ(own.value().size(), 17U);
}

TEST_F(RouteRecord, ARouterKeepsItsNumberFromTraceToTrace) {
  from(0, trace_of({notice("192.0.2.1")}));
  EXPECT_EQ(from(0, trace_of({notice("192.0.2.2")})), record::Router(OwnRouter{1}));
  EXPECT_EQ(from(0, trace_of({notice("192.0.2.1")})), record::Router(OwnRouter{0}));
}

TEST_F(RouteRecord, AnOwnRouterThatSpeaksFurtherOnIsANumberThereToo) {
  const auto trace = trace_of({notice("192.0.2.1"), notice("192.0.2.9"), notice("192.0.2.1")});
  EXPECT_EQ(from(2, trace), record::Router(OwnRouter{0}));
}

TEST_F(RouteRecord, APrivateAddressBehindAPublicOneIsNotOurs) {
  const auto trace = trace_of({notice("10.0.0.1"), notice("192.0.2.1"), notice("10.9.9.9")});
  EXPECT_EQ(from(2, trace), record::Router(address("10.9.9.9")));
}

TEST_F(RouteRecord, TheOwnHostIsNobody) {
  EXPECT_EQ(from(0, trace_of({notice("198.51.100.77")})), std::nullopt);
}

TEST_F(RouteRecord, WhatHasNoNumberLeftIsNotNamedEither) {
  for (std::uint8_t i = 0; i < PrivateAddresses::count_max; ++i) {
    own.number({.family = plan::Family::v4, .bytes = {172, 16, 0, i}});
  }
  EXPECT_EQ(from(1, trace_of({notice("192.0.2.1"), notice("10.0.0.1")})), std::nullopt);
}

struct Inside {
  const char* address;
  bool is;
};

class RoutePrivacy : public testing::TestWithParam<Inside> {};

TEST_P(RoutePrivacy, PrivateAddressesBehindTheFirstHopAreWithheld) {
  PrivateAddresses own;
  const auto trace = trace_of({{}, {}, notice(GetParam().address)}, TraceEnd::hops);
  const auto from = recorded(trace, own, {}).queries[2].notice->from.value();
  EXPECT_EQ(std::holds_alternative<OwnRouter>(from), GetParam().is);
}

INSTANTIATE_TEST_SUITE_P(Ranges,
                         RoutePrivacy,
                         testing::Values(Inside{"10.1.2.3", true},
                                         Inside{"172.31.0.1", true},
                                         Inside{"172.32.0.1", false},
                                         Inside{"192.168.1.1", true},
                                         Inside{"192.169.1.1", false},
                                         Inside{"100.64.0.1", true},
                                         Inside{"100.128.0.1", false},
                                         Inside{"169.254.9.9", true},
                                         Inside{"fd12::1", true},
                                         Inside{"fe80::1", true},
                                         Inside{"2001:db8::1", false}),
                         [](const auto& range) { return "Case" + std::to_string(range.index); });

TEST_F(RouteRecord, AnAnswerIsTheMeasurementsOwn) {
  const auto observation = observed(trace_of({notice("192.0.2.1"), reply()}));
  const auto& row = observation.measurement;
  EXPECT_EQ(row.outcome, Outcome::answered);
  EXPECT_EQ(row.sent_at.since_boot, 7s);
  EXPECT_EQ(row.rtt, 2ms);
  EXPECT_EQ(row.rtt_source, record::RttSource::bracket);
  EXPECT_EQ(row.hop_limit, 60);
  EXPECT_TRUE(observation.heard);
  EXPECT_EQ(row.trace->hops(), 2U);
  EXPECT_EQ(row.trace->queries[0].notice->type, 11);
}

TEST_F(RouteRecord, WithoutAnAnswerTheEndIsTheOutcome) {
  const auto outcome = [this](HopProbe probe, TraceEnd end) {
    return observed(trace_of({std::move(probe)}, end)).measurement.outcome;
  };
  EXPECT_EQ(outcome({}, TraceEnd::silent), Outcome::timeout);
  EXPECT_EQ(outcome(notice("192.0.2.1"), TraceEnd::hops), Outcome::timeout);
  EXPECT_EQ(outcome(notice("192.0.2.1", HopAnswer::refused), TraceEnd::unreachable),
            Outcome::refused);
  EXPECT_EQ(outcome(notice("192.0.2.1", HopAnswer::unreachable), TraceEnd::unreachable),
            Outcome::unreachable);
}

TEST_F(RouteRecord, AnAnswerToAQueryThatHadExpiredIsNotTheServers) {
  const auto trace = trace_of({both("192.0.2.1"), {}}, TraceEnd::silent);
  const auto row = observed(trace, signs_of(trace, {})).measurement;
  EXPECT_TRUE(row.signs.has(Sign::answered_and_expired));
  EXPECT_EQ(row.outcome, Outcome::intercepted);
}

TEST_F(RouteRecord, ANearAnswerIsASignAndNoProof) {
  const auto trace = trace_of({notice("192.0.2.1"), reply()});
  const auto row = observed(trace, signs_of(trace, 9)).measurement;
  EXPECT_TRUE(row.signs.has(Sign::nearer_than_server));
  EXPECT_EQ(row.outcome, Outcome::answered);
}

TEST_F(RouteRecord, ATruncatedAnswerAndOneThatRecursesAreSeen) {
  auto trace = trace_of({reply()});
  trace.answer->heard.flags = 0x8600;
  EXPECT_EQ(observed(trace).measurement.outcome, Outcome::truncated);
  trace.answer->heard.flags = 0x8480;
  EXPECT_EQ(observed(trace).measurement.outcome, Outcome::intercepted);
}

// Traces that are answered from so many hops away.
struct Distances : testing::Test {
  RouteDistances distances;
  MonotonicTime now;

  bool is_sign(std::size_t hops) {
    std::vector<HopProbe> probes(hops - 1, notice("192.0.2.1"));
    probes.push_back(reply());
    auto trace = trace_of(probes);
    trace.sent_at = now;
    const auto signs = signs_of(trace, distances.of(trace.server));
    distances.learn(trace, signs);
    return signs.nearer_than_server;
  }
};

TEST_F(Distances, OfTheNearestInstanceAreWhatCounts) {
  EXPECT_FALSE(is_sign(9));
  EXPECT_FALSE(is_sign(12));
  EXPECT_FALSE(is_sign(7));
  EXPECT_TRUE(is_sign(4));
  EXPECT_FALSE(is_sign(5));
}

TEST_F(Distances, AreLearntAnewWhereANearerAnswerStays) {
  EXPECT_FALSE(is_sign(9));
  for (; now.since_boot < RouteDistances::new_instance_after; now = now + 5min) {
    EXPECT_TRUE(is_sign(4)) << now.since_boot.count();
  }
  EXPECT_TRUE(is_sign(4)) << "the last one that is";
  EXPECT_FALSE(is_sign(4));
}

TEST_F(Distances, StayWhereANearerAnswerComesAndGoes) {
  EXPECT_FALSE(is_sign(9));
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(is_sign(4)) << i;
    now = now + 11h;
    EXPECT_TRUE(is_sign(4)) << i;
    EXPECT_FALSE(is_sign(9)) << i;
    now = now + 2h;
  }
}

TEST_F(Distances, AreNotLearntFromWhoAnsweredOnTheWay) {
  const auto trace = trace_of({both("192.0.2.1"), reply()});
  distances.learn(trace, signs_of(trace, {}));
  EXPECT_EQ(distances.of(trace.server), std::nullopt);
}

}  // namespace
}  // namespace tocsin::probe
