// On loopback there are no routers: what routers say is the lab's to show, and what is made of it
// is tests/unit/probes/checks/route_test. Here: answers, refusals and silence over real sockets.
#include "probes/engine/trace.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <set>

#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "probes/engine/fault.h"
#include "tests/support/peers/udp_peer.h"
#include "tests/unit/probes/engine/asking.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using namespace test;

class TraceOnLoopback : public testing::TestWithParam<plan::Family> {
 protected:
  TraceAsk ask_for(const net::SocketAddress& to) {
    TraceAsk ask;
    ask.server = to;
    ask.limits = {.hops_max = 4, .silent_max = 2};
    ask.timeout = 200ms;
    ask.listen_on = 1ms;
    return ask;
  }

  Trace run(TraceAsk ask) {
    std::optional<Result<Trace, TraceFailure>> result;
    peers.spawn(server.serve());
    boost::asio::co_spawn(io, keep(std::move(ask), result), boost::asio::detached);
    io.run();
    outcome = std::move(*result);
    return outcome ? *outcome : Trace{};
  }

  net::Task<> keep(TraceAsk ask, std::optional<Result<Trace, TraceFailure>>& into) {
    into = co_await trace(std::move(ask), clock);
    peers.cancel();
    co_await peers.join();
  }

  boost::asio::io_context io{1};
  system::SystemClock clock;
  Result<Trace, TraceFailure> outcome;
  net::TaskGroup peers{io.get_executor()};
  UdpPeer server{io.get_executor(), GetParam()};
};

TEST_P(TraceOnLoopback, TheServerNextDoorAnswersEveryQueryOfTheFirstHop) {
  server.reply_with(soa(1));
  auto ask = ask_for(server.address());
  ask.timeout = 1min;
  const auto found = run(ask);
  EXPECT_EQ(found.end, TraceEnd::answered);
  ASSERT_EQ(found.hops.size(), 1U);
  ASSERT_EQ(found.hops[0].probes.size(), 3U);
  for (const auto& probe : found.hops[0].probes) {
    EXPECT_EQ(probe.answer(), HopAnswer::answered);
    EXPECT_GT(probe.reply->rtt, Duration::zero());
    EXPECT_GT(probe.reply->hop_limit, 0);
  }
  EXPECT_EQ(found.answer.value().heard.serial, 1U);
  EXPECT_EQ(found.answer->reply.rtt, found.hops[0].probes[0].reply->rtt);
}

TEST_P(TraceOnLoopback, AllQueriesLeaveFromOnePortEachWithTheNextId) {
  auto ask = ask_for(server.address());
  ask.query.id = 0xfffe;
  const auto found = run(ask);
  const auto& ports = server.ports_seen();
  EXPECT_EQ(server.ids_seen(), (std::vector<std::uint16_t>{0xfffe, 0xffff, 0, 1, 2, 3}));
  EXPECT_EQ(std::set<std::uint16_t>(ports.begin(), ports.end()), std::set{found.source_port});
}

TEST_P(TraceOnLoopback, LeavesFromThePortAskedForUnlessItIsTaken) {
  const UdpPeer other(io.get_executor(), GetParam());
  auto ask = ask_for(server.address());
  ask.port = other.address().port;
  const auto found = run(ask);
  EXPECT_NE(found.source_port, other.address().port);
  EXPECT_EQ(server.ports_seen().at(0), found.source_port);
}

TEST_P(TraceOnLoopback, IsGivenUpWhereTheNextHopMayNotBeAsked) {
  auto ask = ask_for(server.address());
  std::size_t left = 3;
  ask.may_send = [&](std::size_t queries) {
    return std::exchange(left, left - queries) >= queries;
  };
  run(ask);
  EXPECT_EQ(outcome.error().why, std::errc::operation_canceled);
  EXPECT_EQ(server.ids_seen().size(), 3U);
}

TEST_P(TraceOnLoopback, SilenceEndsTheTraceAfterSoManyHops) {
  const auto found = run(ask_for(server.address()));
  EXPECT_EQ(found.end, TraceEnd::silent);
  EXPECT_EQ(found.hops.size(), 2U);
}

TEST_P(TraceOnLoopback, EndsAtOnceWhereItIsCancelled) {
  auto ask = ask_for(server.address());
  ask.timeout = 1h;
  net::TaskGroup asking(io.get_executor());
  const auto once_asked = [&](ByteView query) {
    asking.cancel();
    peers.cancel();
    return nothing_at_all()(query);
  };
  server.reply_with(once_asked);
  std::optional<Result<Trace, TraceFailure>> result;
  peers.spawn(server.serve());
  asking.spawn(keep(std::move(ask), result));
  io.run_for(1min);
  ASSERT_EQ(asking.size(), 0U);
  EXPECT_FALSE(result);
}

TEST_P(TraceOnLoopback, OneWhoWasKeptFromRunningTracesNothing) {
  auto ask = ask_for(server.address());
  ask.per_hop = 1;
  server.reply_with(after_a_stall(ask.timeout + 1s, soa(1)));
  run(ask);
  ASSERT_FALSE(outcome) << "the time was our own";
  EXPECT_EQ(outcome.error().why, std::errc::interrupted);
  EXPECT_FALSE(outcome_of(outcome.error().why)) << "nor is it an outcome";
}

TEST_P(TraceOnLoopback, APortWhereNobodyListensRefuses) {
  const auto closed = UdpPeer(io.get_executor(), GetParam()).address();
  const auto found = run(ask_for(closed));
  EXPECT_EQ(found.end, TraceEnd::unreachable);
  const auto& probe = found.hops.at(0).probes.at(0);
  EXPECT_EQ(probe.answer(), HopAnswer::refused);
  EXPECT_EQ(probe.notice->from, closed.address);
}

TEST_P(TraceOnLoopback, WhatIsNoReplyToUsIsNotHeard) {
  const auto with_id_of_no_query = [](ByteView query) {
    auto reply = soa(1)(query);
    reply.at(0) ^= 0x80;
    return reply;
  };
  server.reply_with(with_id_of_no_query)
      .and_then(with_question("se.", soa(1)))
      .and_then(echo())
      .reply_from_another_port(soa(1));
  EXPECT_EQ(run(ask_for(server.address())).end, TraceEnd::silent);
}

INSTANTIATE_TEST_SUITE_P(Families,
                         TraceOnLoopback,
                         testing::Values(plan::Family::v4, plan::Family::v6),
                         [](const auto& family) {
                           return family.param == plan::Family::v4 ? "v4" : "v6";
                         });

}  // namespace
}  // namespace tocsin::probe
