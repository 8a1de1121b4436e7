// One conversation over TCP, and the same failing at each step.
#include <gtest/gtest.h>

#include "tests/support/peers/tcp_peer.h"
#include "tests/unit/probes/engine/asking.h"
#include "tests/unit/probes/engine/flooding_tcp_server.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using namespace test;
using record::Outcome;
using record::RttSource;

class TcpExchange : public testing::Test {
 protected:
  record::Observation ask(Duration timeout = patient) {
    return asking.ask(tcp(server.address(), timeout), server.serve());
  }

  static Ask tcp(const net::SocketAddress& server, Duration timeout = patient) {
    auto ask = ask_for(".", server, timeout);
    ask.transport = record::Transport::tcp;
    return ask;
  }

  Outcome outcome(Duration timeout = patient) { return ask(timeout).measurement.outcome; }

  Asking asking;
  TcpPeer server{asking.executor()};
};

TEST_F(TcpExchange, AnAnswerIsTimedFromConnectingToItsLastOctet) {
  server.send(soa_with_nsid(2026010100, "k1.fra")).close();
  const auto observation = ask();
  const auto& measurement = observation.measurement;
  EXPECT_EQ(measurement.outcome, Outcome::answered);
  EXPECT_EQ(observation.heard->serial, 2026010100U);
  EXPECT_NE(measurement.rtt_source, RttSource::none);
  EXPECT_GT(measurement.rtt.value(), Duration::zero());
  EXPECT_EQ(measurement.transport, record::Transport::tcp);
  EXPECT_GT(measurement.connect.value(), Duration::zero());
  EXPECT_LE(*measurement.connect, *measurement.rtt);
  EXPECT_EQ(measurement.source_port, observation.source_port);
  EXPECT_NE(observation.source_port, 0);
}

TEST_F(TcpExchange, AReplyThatDripsIsReadWhole) {
  server.drip(1ms, soa(7));
  const auto measurement = ask().measurement;
  EXPECT_EQ(measurement.outcome, Outcome::answered);
  EXPECT_GE(*measurement.rtt, 80ms);
}

TEST_F(TcpExchange, AReplyThatDripsForEverIsATimeout) {
  server.drip(50ms, padded_to(60'000, soa(7)));
  EXPECT_EQ(outcome(soon), Outcome::timeout);
}

TEST_F(TcpExchange, TheLargestReplyIsRead) {
  server.send(padded_to(65535, soa(7)));
  const auto observation = ask();
  EXPECT_EQ(observation.measurement.outcome, Outcome::answered);
  EXPECT_EQ(observation.heard->reply.size(), 65535U);
}

TEST_F(TcpExchange, ALengthOf65535WithNothingBehindItIsATimeout) {
  server.announce(65535).hold();
  EXPECT_EQ(outcome(soon), Outcome::timeout);
}

TEST_F(TcpExchange, AcceptingAndNeverAnsweringIsATimeout) {
  server.hold();
  const auto measurement = ask(soon).measurement;
  EXPECT_EQ(measurement.outcome, Outcome::timeout);
  EXPECT_TRUE(measurement.connect) << "the connection stood";
}

TEST_F(TcpExchange, ClosingBeforeTheReplyIsWholeIsAReset) {
  for (const std::size_t octets : {0U, 1U, 2U, 3U, 40U}) {
    TcpPeer peer(asking.executor());
    peer.send_first(octets, soa(1)).close();
    const auto observation = asking.ask(tcp(peer.address()), peer.serve());
    EXPECT_EQ(observation.measurement.outcome, Outcome::reset) << octets;
    EXPECT_FALSE(observation.measurement.rtt);
  }
}

TEST_F(TcpExchange, AResetInTheMiddleOfTheReplyIsAReset) {
  server.send_first(20, soa(1)).reset();
  EXPECT_EQ(outcome(), Outcome::reset);
}

TEST_F(TcpExchange, AClosedPortRefuses) {
  const auto closed = TcpPeer(asking.executor()).address();
  const auto measurement = asking.ask_nobody(tcp(closed)).measurement;
  EXPECT_EQ(measurement.outcome, Outcome::refused);
  EXPECT_NE(measurement.source_port, 0);
}

TEST_F(TcpExchange, OfTwoMessagesTheOneThatMatchesCounts) {
  server.send(with_wrong_id(soa(666))).send(soa(7)).close();
  const auto observation = ask();
  EXPECT_EQ(observation.measurement.outcome, Outcome::answered);
  EXPECT_EQ(observation.heard->serial, 7U);
  EXPECT_EQ(observation.measurement.stray_count, 1U);
}

TEST_F(TcpExchange, OfTwoThatMatchTheFirstCounts) {
  server.send(soa(7)).send(soa(8)).close();
  EXPECT_EQ(ask().heard->serial, 7U);
}

TEST_F(TcpExchange, OnlyMessagesThatDoNotMatchAreMismatched) {
  server.send(nothing_at_all()).send(with_question("no.", soa(1))).close();
  const auto observation = ask();
  EXPECT_EQ(observation.measurement.outcome, Outcome::mismatched);
  EXPECT_EQ(observation.measurement.stray_count, 2U);
}

TEST_F(TcpExchange, AWholeMessageThatIsNoDnsIsMalformed) {
  server.send(looped_name()).close();
  EXPECT_EQ(outcome(), Outcome::malformed);
}

TEST_F(TcpExchange, ATruncatedReplyIsStillTruncated) {
  server.send(truncated()).close();
  EXPECT_EQ(outcome(), Outcome::truncated);
}

TEST_F(TcpExchange, WhereWeWereKeptFromRunningNothingWasMeasured) {
  server.send(after_a_stall(soon + 1s, soa(7))).hold();
  const auto results = asking.ask_all({tcp(server.address(), soon)}, server.serve());
  EXPECT_FALSE(results.at(0)) << "the silence was our own";
}

TEST_F(TcpExchange, AResetAfterWeWereKeptFromRunningSaysNothing) {
  server.send_first(1, after_a_stall(soon + 1s, soa(7))).reset();
  const auto results = asking.ask_all({tcp(server.address(), soon)}, server.serve());
  EXPECT_FALSE(results.at(0)) << "who waits for a query in vain closes";
}

TEST(TcpExchangeUnderAFlood, EndsAtItsDeadlineAndKeepsOnlyTheBeginning) {
  Asking asking;
  const FloodingTcpServer server;
  auto ask = ask_for(".", server.address(), soon);
  ask.transport = record::Transport::tcp;
  const auto observation = asking.ask_nobody(std::move(ask));
  EXPECT_EQ(observation.measurement.outcome, Outcome::mismatched);
  EXPECT_GT(observation.measurement.stray_count, record::strays_max);
  EXPECT_EQ(observation.measurement.strays.size(), record::strays_max);
}

}  // namespace
}  // namespace tocsin::probe
