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
  record::Observation ask(Duration timeout = patient, std::string_view name = ".") {
    server.expect(name);
    return asking.ask(ask_for(name, server.address(), timeout), server.serve());
  }

  Outcome outcome(Duration timeout = patient) { return ask(timeout).measurement.outcome; }

  Asking asking;
  UdpPeer server{asking.executor()};
};

TEST_F(UdpExchange, AnAnswerIsRecordedWithAllThatItSays) {
  server.reply_with(soa_with_nsid(2026010100, "k1.fra"));
  const auto observation = ask();
  const auto& measurement = observation.measurement;
  EXPECT_EQ(measurement.outcome, Outcome::answered);
  EXPECT_EQ(observation.heard->serial, 2026010100U);
  EXPECT_EQ(as_text(observation.heard->nsid.value()), "k1.fra");
  EXPECT_GT(measurement.rtt.value(), Duration::zero());
  EXPECT_NE(measurement.rtt_source, RttSource::none);
  EXPECT_EQ(measurement.hop_limit, 64);
  EXPECT_EQ(observation.query_id, server.ids_seen().at(0));
  EXPECT_EQ(observation.source_port, server.ports_seen().at(0));
  EXPECT_FALSE(measurement.signs.any());
}

TEST_F(UdpExchange, OverIpv6ItIsTheSame) {
  UdpPeer v6(asking.executor(), plan::Family::v6);
  v6.expect(".").reply_with(soa(7));
  const auto observation = asking.ask(ask_for(".", v6.address()), v6.serve());
  EXPECT_EQ(observation.measurement.outcome, Outcome::answered);
  EXPECT_EQ(observation.measurement.hop_limit, 64);
  EXPECT_EQ(observation.heard->serial, 7U);
}

TEST_F(UdpExchange, ATruncatedReplyIsAnOutcomeOfItsOwn) {
  server.reply_with(truncated());
  EXPECT_EQ(outcome(), Outcome::truncated);
}

TEST_F(UdpExchange, SilenceIsATimeoutWithoutRtt) {
  const auto observation = ask(soon);
  EXPECT_EQ(observation.measurement.outcome, Outcome::timeout);
  EXPECT_FALSE(observation.measurement.rtt);
  EXPECT_EQ(observation.measurement.rtt_source, RttSource::none);
  EXPECT_NE(observation.source_port, 0);
}

TEST_F(UdpExchange, AReplyAfterTheTimeoutDoesNotCount) {
  server.after(2 * soon).reply_with(soa(1));
  EXPECT_EQ(outcome(soon), Outcome::timeout);
}

TEST_F(UdpExchange, AReplyThatCameInTimeCountsHoweverLateWeRun) {
  server.reply_with(soa(7)).and_then(after_a_stall(2 * soon, nothing_at_all()));
  const auto measurement = ask(soon).measurement;
  EXPECT_EQ(measurement.outcome, Outcome::answered);
  EXPECT_LT(measurement.rtt.value(), soon);
}

TEST_F(UdpExchange, AForgerWhoIsQuickDoesNotHideTheAnswer) {
  server.reply_with(with_wrong_id(soa(666))).and_then(looped_name()).and_then(soa(7));
  const auto observation = ask();
  EXPECT_EQ(observation.measurement.outcome, Outcome::answered);
  EXPECT_EQ(observation.heard->serial, 7U);
  EXPECT_EQ(observation.measurement.stray_count, 2U);
}

TEST_F(UdpExchange, AnAnswerFromAnotherPortIsSeenAndDoesNotCount) {
  server.reply_from_another_port(soa(666));
  const auto observation = ask(soon);
  EXPECT_EQ(observation.measurement.outcome, Outcome::mismatched);
  EXPECT_EQ(observation.measurement.strays.at(0).why, record::StrayReason::wrong_source);
}

TEST_F(UdpExchange, OnlyRepliesThatDoNotMatchAreMismatched) {
  const Answer answers[] = {nothing_at_all(), with_wrong_id(soa(1)), with_question("no.", soa(1))};
  for (const auto& answer : answers) server.reply_with(answer);
  const auto observation = ask(soon);
  EXPECT_EQ(observation.measurement.outcome, Outcome::mismatched);
  EXPECT_EQ(observation.measurement.stray_count, std::size(answers));
  EXPECT_FALSE(observation.heard);
}

TEST_F(UdpExchange, OurNameInOtherCaseIsMismatched) {
  const std::string name = "a-long-name-that-no-draw-leaves-in-lower-case.example.";
  server.reply_with(with_question(name, soa(1)));
  const auto observation = ask(soon, name);
  EXPECT_EQ(observation.measurement.outcome, Outcome::mismatched);
  EXPECT_EQ(observation.measurement.strays.at(0).why, record::StrayReason::wrong_case);
}

TEST_F(UdpExchange, AReplyWithALoopedNameIsMalformed) {
  server.reply_with(looped_name());
  const auto measurement = ask(soon).measurement;
  EXPECT_EQ(measurement.outcome, Outcome::malformed);
  EXPECT_FALSE(measurement.strays.at(0).bytes.empty());
}

TEST_F(UdpExchange, AReplyCutShortIsMalformed) {
  server.reply_with(cut(40, soa(1)));
  EXPECT_EQ(outcome(soon), Outcome::malformed);
}

TEST_F(UdpExchange, AClosedPortRefuses) {
  const auto closed = UdpPeer(asking.executor()).address();
  EXPECT_EQ(asking.ask_nobody(ask_for(".", closed)).measurement.outcome, Outcome::refused);
}

TEST_F(UdpExchange, ItsIdPortAndCaseAreThoseThatWereDrawn) {
  server.reply_with(soa(7));
  const auto observation = ask(patient, "www.example.");
  asking.draws().renew();
  const auto told = asking.draws().to_tell();
  ASSERT_EQ(told.size(), 1U) << "no query is under way any more";
  EXPECT_EQ(told[0].mark, observation.secret);
  const auto drawn = record::draw(told[0].secret.value(), observation.measurement.draw);
  EXPECT_EQ(server.ids_seen().at(0), drawn.query_id);
  EXPECT_EQ(server.names_seen().at(0),
            record::in_drawn_case(dns::Name::from_text("www.example.").value(), drawn).to_text());
  const auto port = record::port_of(drawn, system::local_port_range());
  EXPECT_EQ(observation.measurement.source_port.value_or(port), server.ports_seen().at(0));
}

// After the first answer the socket stays open for a while.
struct ListeningOn : UdpExchange {
  record::Observation ask_and_listen(Duration listen_on) {
    server.expect(".");
    auto ask = ask_for(".", server.address());
    ask.listen_on = listen_on;
    return asking.ask(std::move(ask), server.serve());
  }
};

TEST_F(ListeningOn, ASecondDifferentAnswerMakesItIntercepted) {
  server.reply_with(soa(666)).and_then(soa(7));
  const auto observation = ask_and_listen(soon);
  const auto& measurement = observation.measurement;
  EXPECT_EQ(measurement.outcome, Outcome::intercepted);
  EXPECT_TRUE(measurement.signs.has(record::Sign::second_answer));
  EXPECT_EQ(observation.heard->serial, 666U);
  EXPECT_EQ(measurement.strays.at(0).why, record::StrayReason::second_answer);
}

TEST_F(ListeningOn, HoweverLateWeRunASecondAnswerIsSeen) {
  server.expect(".").reply_with(soa(666)).and_then(after_a_stall(2 * soon, soa(7)));
  auto ask = ask_for(".", server.address(), soon);
  ask.listen_on = soon;
  const auto observation = asking.ask(std::move(ask), server.serve());
  EXPECT_EQ(observation.measurement.outcome, Outcome::intercepted);
}

TEST_F(ListeningOn, TheSameAnswerTwiceIsADuplicateAndNoSign) {
  server.reply_with(soa_with_nsid(7, "a")).and_then(soa_with_nsid(7, "b"));
  const auto measurement = ask_and_listen(soon).measurement;
  EXPECT_EQ(measurement.outcome, Outcome::answered);
  EXPECT_FALSE(measurement.signs.any());
}

TEST_F(ListeningOn, AStrayAfterTheAnswerIsASign) {
  server.reply_with(soa(7)).and_then(with_wrong_id(soa(666)));
  const auto measurement = ask_and_listen(soon).measurement;
  EXPECT_EQ(measurement.outcome, Outcome::answered);
  EXPECT_TRUE(measurement.signs.has(record::Sign::stray));
}

TEST_F(ListeningOn, ItDoesNotLengthenTheRoundTrip) {
  server.reply_with(soa(7));
  EXPECT_LT(ask_and_listen(soon).measurement.rtt.value(), soon);
}

TEST_F(ListeningOn, ItEndsWithTheTimeoutAtTheLatest) {
  server.expect(".").reply_with(soa(7));
  auto ask = ask_for(".", server.address(), soon);
  ask.listen_on = 1h;
  EXPECT_EQ(asking.ask(std::move(ask), server.serve()).measurement.outcome, Outcome::answered);
}

TEST(UdpExchangeUnderAFlood, EndsAtItsDeadlineAndKeepsOnlyTheBeginning) {
  Asking asking;
  const FloodingServer server;
  const auto observation = asking.ask_nobody(ask_for(".", server.address(), soon));
  EXPECT_EQ(observation.measurement.outcome, Outcome::mismatched);
  EXPECT_GT(observation.measurement.stray_count, record::strays_max);
  EXPECT_EQ(observation.measurement.strays.size(), record::strays_max);
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
