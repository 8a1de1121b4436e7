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
#include "core/system/entropy.h"
#include "tests/support/peers/udp_peer.h"

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
    std::optional<Result<Trace>> result;
    peers.spawn(server.serve());
    boost::asio::co_spawn(io, keep(std::move(ask), result), boost::asio::detached);
    io.run();
    return std::move(result.value().value());
  }

  net::Task<> keep(TraceAsk ask, std::optional<Result<Trace>>& into) {
    into = co_await trace(std::move(ask), clock, entropy);
    peers.cancel();
    co_await peers.join();
  }

  boost::asio::io_context io{1};
  system::SystemClock clock;
  system::SystemEntropy entropy;
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
}

TEST_P(TraceOnLoopback, AllQueriesLeaveFromOnePortEachWithItsOwnId) {
  const auto found = run(ask_for(server.address()));
  const auto& ports = server.ports_seen();
  const auto& ids = server.ids_seen();
  EXPECT_EQ(ids.size(), 6U);
  EXPECT_EQ(std::set<std::uint16_t>(ports.begin(), ports.end()), std::set{found.source_port});
  EXPECT_EQ(std::set<std::uint16_t>(ids.begin(), ids.end()).size(), ids.size());
}

TEST_P(TraceOnLoopback, SilenceEndsTheTraceAfterSoManyHops) {
  const auto found = run(ask_for(server.address()));
  EXPECT_EQ(found.end, TraceEnd::silent);
  EXPECT_EQ(found.hops.size(), 2U);
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
  server.reply_with(with_wrong_id(soa(1)))
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
