#include "probes/engine/reception.h"

#include <gtest/gtest.h>

#include "probes/checks/soa.h"
#include "tests/support/peers/answers.h"

namespace tocsin::probe {
namespace {

using record::Outcome;
using namespace test;

class ReceptionTest : public testing::Test {
 protected:
  ReceptionTest() {
    ask_.server = {.address = plan::address_from("192.0.2.1").value(), .port = 53};
    ask_.query = soa_query("wWw.Example.").value();
    ask_.query.id = 0x1234;
  }

  Next hear(const Answer& answer) { return hear_from(ask_.server, answer); }

  Next hear_from(const net::SocketAddress& from, const Answer& answer) {
    return reception_.hear(answer(dns::build_query(ask_.query)), from);
  }

  Outcome closed() {
    reception_.close(Outcome::timeout);
    return observation_.measurement.outcome;
  }

  StrayReason last_stray() const { return observation_.strays.back().why; }

  Ask ask_;
  Observation observation_;
  Reception reception_{ask_, observation_};
};

TEST_F(ReceptionTest, TheReplyEndsTheExchangeAndIsSkimmed) {
  EXPECT_EQ(hear(soa_with_nsid(2026010100, "k1")), Next::done);
  const auto& measurement = observation_.measurement;
  EXPECT_EQ(measurement.outcome, Outcome::answered);
  EXPECT_EQ(measurement.serial, 2026010100U);
  EXPECT_EQ(as_text(*measurement.nsid), "k1");
  EXPECT_EQ(measurement.rcode, 0);
  EXPECT_EQ(measurement.reply, soa_with_nsid(2026010100, "k1")(dns::build_query(ask_.query)));
  EXPECT_EQ(observation_.stray_count, 0U);
}

TEST_F(ReceptionTest, AnErrorCodeIsAnAnswer) {
  EXPECT_EQ(hear(rcode(dns::Rcode::servfail)), Next::done);
  EXPECT_EQ(observation_.measurement.outcome, Outcome::answered);
  EXPECT_EQ(observation_.measurement.rcode, 2);
}

TEST_F(ReceptionTest, ACutReplyThatSaysSoIsTruncated) {
  EXPECT_EQ(hear(truncated()), Next::done);
  EXPECT_EQ(observation_.measurement.outcome, Outcome::truncated);
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
  };
  for (const auto& [answer, why] : strays) {
    observation_.strays.clear();
    EXPECT_EQ(hear(answer), Next::listen_on);
    EXPECT_EQ(name_of(last_stray()), name_of(why));
  }
  EXPECT_EQ(observation_.stray_count, std::size(strays));
  EXPECT_EQ(hear(soa(7)), Next::done);
  EXPECT_EQ(observation_.measurement.outcome, Outcome::answered);
}

TEST_F(ReceptionTest, ARightReplyFromElsewhereIsAStray) {
  auto other_port = ask_.server;
  other_port.port = 5353;
  auto other_address = ask_.server;
  other_address.address = plan::address_from("192.0.2.2").value();
  for (const auto& from : {other_port, other_address}) {
    EXPECT_EQ(hear_from(from, soa(1)), Next::listen_on);
    EXPECT_EQ(last_stray(), StrayReason::wrong_source);
    EXPECT_EQ(observation_.strays.back().from, from);
  }
  EXPECT_EQ(closed(), Outcome::mismatched);
}

TEST_F(ReceptionTest, AReplyCutAtAnyOctetIsMalformedOnceItHasOurId) {
  const auto whole = soa(1)(dns::build_query(ask_.query));
  for (std::size_t octets = 0; octets < whole.size(); ++octets) {
    Observation observation;
    Reception reception(ask_, observation);
    EXPECT_EQ(reception.hear(ByteView(whole).first(octets), ask_.server), Next::listen_on);
    reception.close(Outcome::timeout);
    EXPECT_EQ(observation.measurement.outcome,
              octets < 2 ? Outcome::mismatched : Outcome::malformed);
  }
}

TEST_F(ReceptionTest, SilenceIsWhateverTheCallerSays) {
  EXPECT_EQ(closed(), Outcome::timeout);
  EXPECT_TRUE(observation_.measurement.reply.empty());
}

TEST_F(ReceptionTest, MalformedBytesAreKeptAsEvidence) {
  hear(looped_name());
  hear(with_wrong_id(soa(1)));
  EXPECT_EQ(closed(), Outcome::malformed);
  EXPECT_EQ(observation_.measurement.reply, looped_name()(dns::build_query(ask_.query)));
}

TEST_F(ReceptionTest, AFloodIsCountedButOnlyItsBeginningIsKept) {
  for (int i = 0; i < 1000; ++i) hear(with_wrong_id(padded_to(60'000, soa(1))));
  EXPECT_EQ(observation_.stray_count, 1000U);
  EXPECT_EQ(observation_.strays.size(), strays_max);
  EXPECT_EQ(observation_.strays[0].bytes.size(), stray_octets_max);
}

}  // namespace
}  // namespace tocsin::probe
