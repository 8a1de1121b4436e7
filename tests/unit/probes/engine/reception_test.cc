#include "probes/engine/reception.h"

#include <gtest/gtest.h>

#include "tests/support/peers/answers.h"
#include "tests/unit/probes/engine/asking.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Outcome;
using record::Sign;
using record::StrayReason;
using Heard = Reception::Heard;
using namespace test;

class ReceptionTest : public testing::Test {
 protected:
  ReceptionTest() {
    ask_ = ask_for(question_of("wWw.Example."), ".").value();
    ask_.server = {.address = plan::address_from("192.0.2.1").value(), .port = 53};
    ask_.query.id = 0x1234;
    ask_.query.edns->cookie = {1, 2, 3, 4, 5, 6, 7, 8};
  }

  Reception::Heard hear(const Answer& answer) { return hear_from(ask_.server, answer); }

  Reception::Heard hear_from(const net::SocketAddress& from, const Answer& answer) {
    const auto bytes = answer(dns::build_query(ask_.query));
    return reception_.hear({.bytes = bytes, .from = from, .hop_limit = hop_limit_, .after = 1ms});
  }

  void hear_icmp(Outcome means) {
    reception_.hear({.means = means, .from = ask_.server.address, .type = 3, .code = 13});
  }

  Outcome closed() {
    reception_.close(Outcome::timeout);
    return measurement().outcome;
  }

  record::Measurement& measurement() { return observation_.measurement; }
  StrayReason last_stray() { return measurement().strays.back().why; }
  bool has(record::Sign sign) { return measurement().signs.has(sign); }

  std::uint8_t hop_limit_ = 57;
  Ask ask_;
  Usual usual_;
  record::Observation observation_;
  Reception reception_{ask_, usual_, observation_};
};

TEST_F(ReceptionTest, OfAnInstanceNoMoreOfItsNameIsRememberedThanIsRecorded) {
  hear(soa_with_nsid(7, std::string(60'000, 'n')));
  EXPECT_EQ(closed(), Outcome::answered);
  const Look cut{.nsid = Bytes(record::nsid_bytes_max, 'n'), .hop_limit = 10};
  EXPECT_TRUE(usual_.odd(ask_.server.address, cut).has(Sign::hop_limit));
}

TEST_F(ReceptionTest, TheReplyIsSkimmed) {
  EXPECT_EQ(hear(soa_with_nsid(2026010100, "k1")), Heard::the_answer);
  EXPECT_EQ(closed(), Outcome::answered);
  EXPECT_EQ(measurement().hop_limit, 57);
  EXPECT_FALSE(measurement().signs.any());
  EXPECT_EQ(measurement().stray_count, 0U);
  const auto& heard = observation_.heard.value();
  EXPECT_EQ(heard.serial, 2026010100U);
  EXPECT_EQ(as_text(*heard.nsid), "k1");
  EXPECT_EQ(heard.rcode, 0);
  EXPECT_EQ(heard.reply, soa_with_nsid(2026010100, "k1")(dns::build_query(ask_.query)));
}

TEST_F(ReceptionTest, AnErrorCodeIsAnAnswer) {
  EXPECT_EQ(hear(rcode(dns::Rcode::servfail)), Heard::the_answer);
  EXPECT_EQ(closed(), Outcome::answered);
  EXPECT_EQ(observation_.heard->rcode, 2);
}

TEST_F(ReceptionTest, ACutReplyThatSaysSoIsTruncated) {
  EXPECT_EQ(hear(truncated()), Heard::the_answer);
  EXPECT_EQ(closed(), Outcome::truncated);
}

TEST_F(ReceptionTest, EachKindOfStrayHasItsReasonAndTheWaitGoesOn) {
  const std::pair<Answer, StrayReason> strays[] = {
      {nothing_at_all(), StrayReason::without_id},
      {bytes({0x12}), StrayReason::without_id},
      {with_wrong_id(soa(1)), StrayReason::wrong_id},
      {with_wrong_id(cut(15, soa(1))), StrayReason::wrong_id},
      {with_question("www.example.org.", soa(1)), StrayReason::wrong_question},
      {with_question("www.example.", soa(1)), StrayReason::wrong_case},
      {echo(), StrayReason::not_a_response},
      {looped_name(), StrayReason::not_a_message},
      {with_cookie({9, 9, 9, 9, 9, 9, 9, 9}, soa(1)), StrayReason::wrong_cookie},
      {with_cookie({1, 2, 3}, soa(1)), StrayReason::wrong_cookie},
  };
  for (const auto& [answer, why] : strays) {
    measurement().strays.clear();
    EXPECT_EQ(hear(answer), Heard::nothing);
    EXPECT_EQ(name_of(last_stray()), name_of(why));
  }
  EXPECT_EQ(measurement().stray_count, std::size(strays));
  EXPECT_EQ(hear(soa(7)), Heard::the_answer);
  EXPECT_EQ(closed(), Outcome::answered);
  EXPECT_TRUE(has(Sign::stray));
}

TEST_F(ReceptionTest, ARightReplyFromElsewhereIsAStray) {
  auto other_port = ask_.server;
  other_port.port = 5353;
  auto other_address = ask_.server;
  other_address.address = plan::address_from("192.0.2.2").value();
  for (const auto& from : {other_port, other_address}) {
    EXPECT_EQ(hear_from(from, soa(1)), Heard::nothing);
    EXPECT_EQ(last_stray(), StrayReason::wrong_source);
    EXPECT_EQ(measurement().strays.back().from, (record::Sender{from.address, from.port}));
  }
  EXPECT_EQ(closed(), Outcome::mismatched);
}

TEST_F(ReceptionTest, AReplyCutAtAnyOctetIsMalformedOnceItHasOurId) {
  const auto whole = soa(1)(dns::build_query(ask_.query));
  for (std::size_t octets = 0; octets < whole.size(); ++octets) {
    record::Observation observation;
    Reception reception(ask_, usual_, observation);
    const Arrival cut{.bytes = ByteView(whole).first(octets), .from = ask_.server};
    EXPECT_EQ(reception.hear(cut), Heard::nothing);
    reception.close(Outcome::timeout);
    EXPECT_EQ(observation.measurement.outcome,
              octets < 2 ? Outcome::mismatched : Outcome::malformed);
  }
}

TEST_F(ReceptionTest, SilenceIsWhateverTheCallerSays) {
  EXPECT_EQ(closed(), Outcome::timeout);
  EXPECT_FALSE(observation_.heard);
}

TEST_F(ReceptionTest, MalformedBytesAreKeptAsEvidence) {
  hear(looped_name());
  hear(with_wrong_id(soa(1)));
  EXPECT_EQ(closed(), Outcome::malformed);
  EXPECT_EQ(measurement().strays[0].bytes, looped_name()(dns::build_query(ask_.query)));
}

TEST_F(ReceptionTest, AFloodIsCountedButOnlyItsBeginningIsKept) {
  for (int i = 0; i < 1000; ++i) hear(with_wrong_id(padded_to(60'000, soa(1))));
  EXPECT_EQ(measurement().stray_count, 1000U);
  EXPECT_EQ(measurement().strays.size(), record::strays_max);
  EXPECT_EQ(measurement().strays[0].bytes.size(), record::stray_bytes_max);
}

TEST_F(ReceptionTest, AFloodDoesNotCrowdOutASecondAnswer) {
  hear(soa(666));
  for (int i = 0; i < 100; ++i) hear(with_wrong_id(soa(1)));
  hear(soa(7));
  EXPECT_EQ(last_stray(), StrayReason::second_answer);
  EXPECT_EQ(closed(), Outcome::intercepted);
}

TEST_F(ReceptionTest, OurOwnCookieMayComeBackWithAServersBehindIt) {
  const Bytes both{1, 2, 3, 4, 5, 6, 7, 8, 0xa, 0xb, 0xc, 0xd, 0xe, 0xf, 0x1, 0x2};
  EXPECT_EQ(hear(with_cookie(both, soa(7))), Heard::the_answer);
}

TEST_F(ReceptionTest, AnIcmpErrorSaysHowItEndsUnlessAnAnswerComes) {
  hear_icmp(Outcome::unreachable);
  EXPECT_EQ(last_stray(), StrayReason::icmp);
  EXPECT_EQ(closed(), Outcome::unreachable);
  EXPECT_FALSE(measurement().signs.any()) << "it is the outcome, and nothing odd beside it";
}

TEST_F(ReceptionTest, AnAnswerAfterAnIcmpErrorCountsAndTheErrorIsASign) {
  hear_icmp(Outcome::refused);
  EXPECT_EQ(hear(soa(7)), Heard::the_answer);
  EXPECT_EQ(closed(), Outcome::answered);
  EXPECT_TRUE(has(Sign::icmp_error));
}

TEST_F(ReceptionTest, ARootServerThatOffersRecursionIsNotOne) {
  hear(with_flags(0x8480, soa(7)));
  EXPECT_EQ(closed(), Outcome::intercepted);
  EXPECT_TRUE(has(Sign::recursion_available));
}

TEST_F(ReceptionTest, ATldServerThatOffersRecursionIsOddAndNoMore) {
  ask_.role = record::Role::tld;
  hear(with_flags(0x8480, soa(7)));
  EXPECT_EQ(closed(), Outcome::answered);
  EXPECT_TRUE(has(Sign::recursion_available));
}

TEST_F(ReceptionTest, AReferenceMayRecurse) {
  ask_.role = record::Role::reference;
  hear(with_flags(0x8480, soa(7)));
  EXPECT_EQ(closed(), Outcome::answered);
  EXPECT_FALSE(measurement().signs.any());
}

TEST_F(ReceptionTest, AServerThatLosesItsNameAndIsHeardFromNearbyIsIntercepted) {
  usual_.learn(ask_.server.address,
               {.asked_nsid = true, .has_edns = true, .nsid = Bytes{'k'}, .hop_limit = 57});
  hop_limit_ = 63;
  hear(soa(7));
  EXPECT_EQ(closed(), Outcome::intercepted);
  EXPECT_TRUE(has(Sign::nsid_missing));
  EXPECT_TRUE(has(Sign::hop_limit));
}

TEST_F(ReceptionTest, AnEmptyNameIsOurOwnQuestionAndNobodysName) {
  usual_.learn(ask_.server.address,
               {.asked_nsid = true, .has_edns = true, .nsid = Bytes{'k'}, .hop_limit = 57});
  hear(soa_with_nsid(7, ""));
  EXPECT_EQ(closed(), Outcome::answered);
  EXPECT_TRUE(has(Sign::nsid_missing));
}

TEST_F(ReceptionTest, WhatIsInterceptedTeachesNothing) {
  hear(with_flags(0x8480, soa_with_nsid(7, "rogue")));
  closed();
  const Look look{.nsid = Bytes{'r', 'o', 'g', 'u', 'e'}, .hop_limit = 1};
  EXPECT_FALSE(usual_.odd(ask_.server.address, look).any());
}

}  // namespace
}  // namespace tocsin::probe
