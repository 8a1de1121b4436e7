#include "probes/engine/engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/peers/udp_peer.h"
#include "tests/unit/probes/engine/asking.h"

namespace tocsin::probe {
namespace {

using namespace test;
using record::Outcome;

std::vector<Ask> asks(std::size_t count, const net::SocketAddress& server, Duration timeout) {
  std::vector<Ask> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(ask_for(".", server, timeout));
    all.back().endpoint = static_cast<std::uint32_t>(i);
  }
  return all;
}

TEST(Engine, ManyExchangesRunAtOnceEachWithItsOwnPortAndId) {
  Asking asking;
  UdpPeer server(asking.executor());
  server.expect(".").reply_with(soa(7));
  std::set<std::uint32_t> endpoints;
  for (const auto& result : asking.ask_all(asks(200, server.address(), patient), server.serve())) {
    EXPECT_EQ(result.value().measurement.outcome, Outcome::answered);
    endpoints.insert(result->measurement.endpoint);
  }
  const auto& ids = server.ids_seen();
  const auto& ports = server.ports_seen();
  EXPECT_EQ(endpoints.size(), 200U);
  EXPECT_GT(std::set(ids.begin(), ids.end()).size(), 190U);
  EXPECT_GT(std::set(ports.begin(), ports.end()).size(), 190U);
}

TEST(Engine, WhatIsOverTheLimitWaitsAndIsThenAsked) {
  Asking asking(EngineLimits{.in_flight = 2});
  UdpPeer server(asking.executor());
  server.expect(".").reply_with(soa(7));
  const auto results = asking.ask_all(asks(20, server.address(), patient), server.serve());
  EXPECT_EQ(results.size(), 20U);
  for (const auto& result : results) EXPECT_EQ(result->measurement.outcome, Outcome::answered);
}

TEST(Engine, WhoHasWaitedTooLongIsNotAskedAnyMore) {
  Asking asking(EngineLimits{.in_flight = 2, .wait_max = soon / 2});
  UdpPeer silent(asking.executor());
  const auto results = asking.ask_all(asks(10, silent.address(), soon), silent.serve());
  const auto asked = std::ranges::count_if(results, &Result<record::Observation>::has_value);
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(silent.ids_seen().size(), 2U);
}

// The kernel refuses to send to port 0, which stands here for all that a host cannot do. (Taking
// its file descriptors away would take them from the sanitizers too.)
TEST(Engine, AHostThatCannotSendGivesAnErrorAndNoMeasurement) {
  Asking asking;
  UdpPeer server(asking.executor());
  auto nowhere = server.address();
  nowhere.port = 0;
  const auto results = asking.ask_all(asks(1, nowhere, patient), server.serve());
  ASSERT_FALSE(results.at(0));
  EXPECT_EQ(results[0].error().text, "cannot send to 127.0.0.1:0: Invalid argument");
}

}  // namespace
}  // namespace tocsin::probe
