#include "core/window/root_history.h"

#include <gtest/gtest.h>

#include "core/record/sealed_payload.h"
#include "tests/support/probe/asked.h"
#include "tests/support/probe/sworn.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::window {
namespace {

using namespace std::chrono_literals;
using collector::Asked;
using entry::Kind;
using record::Outcome;

constexpr WallTime noon{1'800'000'000s};

struct History : testing::Test {
  collector::ScriptedProbe probe{"no-1", 1};
  const crypto::SigningKey norway = crypto::SigningKey::from_seed({50});
  const entry::CountryKeys keys{{"NO", norway.public_key()}};
  RootHistory history{{.from = 0, .roster = entry::Roster(keys)}};
  std::uint64_t next = 0;

  void say(Kind kind, ByteView body) { ASSERT_TRUE(history.learn(next++, {kind, body}, {})); }
  void enrol() { say(Kind::enrolment, enrolment_of(probe)); }
  void attest(WallTime from = noon - 1h, WallTime until = noon + 1h) {
    say(Kind::attestation, attestation_of(probe, {"NO", from, until}, norway));
  }
  // The letters a and k over IPv4, five seconds before the batch closes.
  void report(WallTime closed, Outcome a, Outcome k, const std::string& plan = "watch") {
    const auto batch = probe.next_with(
        closed,
        collector::payload_of({{.endpoint = 0, .outcome = a}, {.endpoint = 2, .outcome = k}}),
        [&](record::Envelope& envelope) { envelope.plan = plan; });
    const auto payload = record::open(batch.envelope.envelope(), batch.payload);
    ASSERT_TRUE(payload);
    history.take(next++, {batch.envelope.envelope(), *payload, closed});
  }
  // Of the letter a, to a correctness query that was sent five seconds before.
  void respond(WallTime closed, WallTime arrival) {
    record::Question question;
    question.edns = record::QuestionEdns{.dnssec_ok = true};
    const auto batch =
        probe.next_with(closed,
                        collector::payload_of({{.endpoint = 0, .question = question}}),
                        [](record::Envelope& envelope) { envelope.plan = "rssac047"; });
    const auto payload = record::open(batch.envelope.envelope(), batch.payload);
    ASSERT_TRUE(payload);
    history.take(next++, {batch.envelope.envelope(), *payload, arrival});
  }
  std::uint64_t not_judged(WallTime now) const {
    return history.at(now).figures[0].responses[0].not_judged;
  }
  assess::PathWindow hour() const { return history.at(noon).figures[0].paths[0]; }
};

TEST_F(History, IsOfProbesForWhichACountryVouches) {
  report(noon - 50min, Outcome::answered, Outcome::answered);
  enrol();
  report(noon - 40min, Outcome::answered, Outcome::answered);
  EXPECT_FALSE(hour().figure);
  attest();
  report(noon - 30min, Outcome::answered, Outcome::timeout);
  EXPECT_EQ(hour().letters[0].up, 1U);
  EXPECT_EQ(hour().letters[10].measured - hour().letters[10].up, 1U);
}

TEST_F(History, HoldsToEachWordForItsTime) {
  enrol();
  attest(noon - 1h, noon - 30min);
  attest(noon - 10min, noon + 1h);
  report(noon - 40min, Outcome::answered, Outcome::answered);
  report(noon - 20min, Outcome::answered, Outcome::answered);
  report(noon - 5min, Outcome::answered, Outcome::answered);
  EXPECT_EQ(hour().measured, 2U);
}

TEST_F(History, SaysOfWhichEntriesItIs) {
  enrol();
  attest();
  EXPECT_EQ(history.at(noon).size, 2U);
  say(Kind::plan, Bytes{1});  // nothing follows from it
  EXPECT_EQ(history.at(noon).size, 2U);
  report(noon - 5min, Outcome::answered, Outcome::answered);
  EXPECT_EQ(history.at(noon).size, 4U);
  EXPECT_EQ(history.at(noon).from, 0U);
}

TEST_F(History, KnowsProbesAndTargetsFromBeforeItsBeginningAndNothingElse) {
  history = RootHistory{{.from = 3, .roster = entry::Roster(keys)}};
  enrol();
  attest();
  report(noon - 20min, Outcome::timeout, Outcome::timeout, "spec10");
  EXPECT_FALSE(hour().figure);
  EXPECT_EQ(history.at(noon).size, 3U);
  const auto batch = probe.next_with(noon - 5min, collector::payload_of({{.endpoint = 0}}));
  auto payload = record::open(batch.envelope.envelope(), batch.payload).value();
  payload.objects.clear();  // it was brought before
  history.take(next++, {batch.envelope.envelope(), payload, noon - 5min});
  EXPECT_EQ(hour().measured, 1U);
  EXPECT_EQ(hour().figure->ratio, 1.0);
}

TEST_F(History, JudgesNoResponseThatComesWhenItsDayIsOver) {
  enrol();
  attest(noon - 48h, noon + 1h);
  respond(noon - 4h, noon + 22h);
  EXPECT_EQ(not_judged(noon - 2h), 0U);
  respond(noon - 4h, noon + 21h);
  EXPECT_EQ(not_judged(noon - 2h), 1U);
}

TEST_F(History, BelievesACountrysKeyFromWhenItIsTold) {
  history = RootHistory{{.from = 0, .roster = entry::Roster(entry::CountryKeys())}};
  enrol();
  attest();
  history.believe(keys);
  report(noon - 20min, Outcome::answered, Outcome::answered);
  EXPECT_FALSE(hour().figure);
  attest();
  report(noon - 5min, Outcome::answered, Outcome::answered);
  EXPECT_EQ(hour().measured, 1U);
}

TEST_F(History, ReadsPayloadsOfTwoPlansAndThoseThatMayBringATargetSet) {
  record::Envelope envelope = record::sample::unsealed_envelope();
  envelope.target_set = {9};
  envelope.plan = "spec10";
  EXPECT_TRUE(history.reads_payload(0, envelope));
  enrol();
  attest();
  report(noon - 5min, Outcome::answered, Outcome::answered);
  envelope.target_set = record::sample::unsealed_envelope().target_set;
  EXPECT_FALSE(history.reads_payload(3, envelope));
  for (const auto* plan : {"watch", "rssac047"}) {
    envelope.plan = plan;
    EXPECT_TRUE(history.reads_payload(3, envelope));
  }
}

}  // namespace
}  // namespace tocsin::window
