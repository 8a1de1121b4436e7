// One conversation over UDP, and the same failing at each step. No test depends on how long
// anything takes: what will come has a minute, what will not gets a fifth of a second.
#include <gtest/gtest.h>

#include "tests/support/peers/udp_peer.h"
#include "tests/unit/probes/engine/asking.h"
#include "tests/unit/probes/engine/flooding_server.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using namespace test;
using record::Outcome;
using record::RttSource;

class UdpExchange : public testing::Test {
 protected:
  Observation ask(Duration timeout = patient, std::string_view name = ".") {
    server.expect(name);
    return asking.ask(ask_for(name, server.address(), timeout), server.serve());
  }

  Outcome outcome(Duration timeout = patient) { return ask(timeout).measurement.outcome; }

  Asking asking;
  UdpPeer server{asking.executor()};
};

TEST_F(UdpExchange, AnAnswerIsRecordedWithAllThatItSays) {
  server.reply_with(soa_with_nsid(2026010100, "k1.fra"));
  const auto measurement = ask().measurement;
  EXPECT_EQ(measurement.outcome, Outcome::answered);
  EXPECT_EQ(measurement.serial, 2026010100U);
  EXPECT_EQ(as_text(measurement.nsid.value()), "k1.fra");
  EXPECT_GT(measurement.rtt.value(), Duration::zero());
  EXPECT_NE(measurement.rtt_source, RttSource::none);
  EXPECT_EQ(measurement.query_id, server.ids_seen().at(0));
  EXPECT_EQ(measurement.source_port, server.ports_seen().at(0));
}

TEST_F(UdpExchange, OverIpv6ItIsTheSame) {
  UdpPeer v6(asking.executor(), plan::Family::v6);
  v6.expect(".").reply_with(soa(7));
  const auto measurement = asking.ask(ask_for(".", v6.address()), v6.serve()).measurement;
  EXPECT_EQ(measurement.outcome, Outcome::answered);
  EXPECT_EQ(measurement.serial, 7U);
}

TEST_F(UdpExchange, ATruncatedReplyIsAnOutcomeOfItsOwn) {
  server.reply_with(truncated());
  EXPECT_EQ(outcome(), Outcome::truncated);
}

TEST_F(UdpExchange, SilenceIsATimeoutWithoutRtt) {
  const auto measurement = ask(soon).measurement;
  EXPECT_EQ(measurement.outcome, Outcome::timeout);
  EXPECT_FALSE(measurement.rtt);
  EXPECT_EQ(measurement.rtt_source, RttSource::none);
  EXPECT_NE(measurement.source_port, 0);
}

TEST_F(UdpExchange, AReplyAfterTheTimeoutDoesNotCount) {
  server.after(2 * soon).reply_with(soa(1));
  EXPECT_EQ(outcome(soon), Outcome::timeout);
}

TEST_F(UdpExchange, AForgerWhoIsQuickDoesNotHideTheAnswer) {
  server.reply_with(with_wrong_id(soa(666))).and_then(looped_name()).and_then(soa(7));
  const auto observation = ask();
  EXPECT_EQ(observation.measurement.outcome, Outcome::answered);
  EXPECT_EQ(observation.measurement.serial, 7U);
  EXPECT_EQ(observation.stray_count, 2U);
}

TEST_F(UdpExchange, AnAnswerFromAnotherPortIsSeenAndDoesNotCount) {
  server.reply_from_another_port(soa(666));
  const auto observation = ask(soon);
  EXPECT_EQ(observation.measurement.outcome, Outcome::mismatched);
  EXPECT_EQ(observation.strays.at(0).why, StrayReason::wrong_source);
}

TEST_F(UdpExchange, OnlyRepliesThatDoNotMatchAreMismatched) {
  const Answer answers[] = {nothing_at_all(), with_wrong_id(soa(1)), with_question("no.", soa(1))};
  for (const auto& answer : answers) server.reply_with(answer);
  const auto observation = ask(soon);
  EXPECT_EQ(observation.measurement.outcome, Outcome::mismatched);
  EXPECT_EQ(observation.stray_count, std::size(answers));
  EXPECT_TRUE(observation.measurement.reply.empty());
}

TEST_F(UdpExchange, OurNameInOtherCaseIsMismatched) {
  server.reply_with(with_question("www.example.", soa(1)));
  const auto observation = ask(soon, "wWw.eXample.");
  EXPECT_EQ(observation.measurement.outcome, Outcome::mismatched);
  EXPECT_EQ(observation.strays.at(0).why, StrayReason::wrong_case);
}

TEST_F(UdpExchange, AReplyWithALoopedNameIsMalformed) {
  server.reply_with(looped_name());
  const auto measurement = ask(soon).measurement;
  EXPECT_EQ(measurement.outcome, Outcome::malformed);
  EXPECT_FALSE(measurement.reply.empty());
}

TEST_F(UdpExchange, AReplyCutShortIsMalformed) {
  server.reply_with(cut(40, soa(1)));
  EXPECT_EQ(outcome(soon), Outcome::malformed);
}

TEST_F(UdpExchange, AClosedPortRefuses) {
  const auto closed = UdpPeer(asking.executor()).address();
  EXPECT_EQ(asking.ask_nobody(ask_for(".", closed)).measurement.outcome, Outcome::refused);
}

TEST(UdpExchangeUnderAFlood, EndsAtItsDeadlineAndKeepsOnlyTheBeginning) {
  Asking asking;
  const FloodingServer server;
  const auto observation = asking.ask_nobody(ask_for(".", server.address(), soon));
  EXPECT_EQ(observation.measurement.outcome, Outcome::mismatched);
  EXPECT_GT(observation.stray_count, strays_max);
  EXPECT_EQ(observation.strays.size(), strays_max);
}

// The kernel's stamps follow the real wall clock, ours is an hour off: they must leave the bracket.
class SkewedClock final : public Clock {
 public:
  MonotonicTime monotonic() const override { return real_.monotonic(); }
  WallTime wall() const override { return real_.wall() + (steps_++ % 2 == 0 ? 1h : -1h); }

 private:
  system::SystemClock real_;
  mutable int steps_ = 0;
};

TEST(UdpExchangeUnderAMovedClock, TheRttFallsBackToTheBracket) {
  const SkewedClock clock;
  Asking asking(clock);
  UdpPeer server(asking.executor());
  server.expect(".").reply_with(soa(1));
  const auto measurement = asking.ask(ask_for(".", server.address()), server.serve()).measurement;
  EXPECT_EQ(measurement.outcome, Outcome::answered);
  EXPECT_EQ(measurement.rtt_source, RttSource::bracket);
  EXPECT_LT(*measurement.rtt, 1h);
}

}  // namespace
}  // namespace tocsin::probe
