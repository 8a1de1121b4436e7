#include "core/entry/roster.h"

#include <gtest/gtest.h>

#include "core/record/revocation.h"
#include "tests/support/probe/sworn.h"

namespace tocsin::entry {
namespace {

using collector::ScriptedProbe;

const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");
constexpr auto hour = std::chrono::minutes(60);

struct RosterOf : testing::Test {
  crypto::SigningKey norway = crypto::SigningKey::from_seed({50});
  crypto::SigningKey sweden = crypto::SigningKey::from_seed({51});
  ScriptedProbe probe{"x-1", 1};
  Roster roster{{{"NO", norway.public_key()}, {"SE", sweden.public_key()}}};

  void SetUp() override { ASSERT_TRUE(learn(Kind::enrolment, enrolment_of(probe))); }

  Status<> learn(Kind kind, const Bytes& body) { return roster.learn({kind, body}); }
  void attest(const std::string& country, const crypto::SigningKey& by) {
    ASSERT_TRUE(learn(Kind::attestation, attestation_of(probe, {country, noon, noon + hour}, by)));
  }
  void revoke(const std::string& country, const crypto::SigningKey& by, WallTime from) {
    const record::Revocation said{
        .country = country, .key = probe.key().public_key(), .from = from, .reason = "lost"};
    ASSERT_TRUE(learn(Kind::revocation, record::sign(said, by)));
  }
  std::string country_at(WallTime time) const {
    const auto* attestation = roster.find(probe.id())->attested_at(time);
    return attestation == nullptr ? "" : attestation->country;
  }
};

TEST_F(RosterOf, AProbeSpeaksForACountryByItsKeyAlone) {
  attest("NO", sweden);
  EXPECT_EQ(country_at(noon), "");
  attest("NO", norway);
  EXPECT_EQ(country_at(noon), "NO");
  EXPECT_EQ(country_at(noon + hour), "");
}

TEST_F(RosterOf, WhatWasTakenBackStandsUntilThen) {
  attest("NO", norway);
  revoke("NO", norway, noon + hour / 2);
  EXPECT_EQ(country_at(noon + hour / 2 - Duration(1)), "NO");
  EXPECT_EQ(country_at(noon + hour / 2), "");
}

TEST_F(RosterOf, WhoHadVouchedForItWithinASpanIsKnown) {
  const auto within = [this](WallTime from, WallTime to) {
    return roster.find(probe.id())->countries_within(from, to);
  };
  using Countries = std::set<std::string>;
  attest("NO", norway);
  const auto begin = noon - hour;
  EXPECT_EQ(within(begin, noon), Countries());
  EXPECT_EQ(within(begin, noon + Duration(1)), Countries{"NO"});
  EXPECT_EQ(within(noon + hour - Duration(1), noon + 2 * hour), Countries{"NO"});
  EXPECT_EQ(within(noon + hour, noon + 2 * hour), Countries());
  // Sweden's word is the last one, until it is taken back; then Norway's counts again.
  attest("SE", sweden);
  EXPECT_EQ(within(begin, noon + 2 * hour), Countries{"SE"});
  revoke("SE", sweden, noon + hour / 2);
  EXPECT_EQ(within(begin, noon + hour / 2), Countries{"SE"});
  EXPECT_EQ(within(begin, noon + 2 * hour), (Countries{"NO", "SE"}));
  EXPECT_EQ(within(noon + hour / 2, noon + 2 * hour), Countries{"NO"});
}

TEST_F(RosterOf, ALaterWordForARevokedKeyIsNone) {
  attest("NO", norway);
  revoke("NO", norway, noon);
  attest("NO", norway);
  EXPECT_EQ(country_at(noon), "");
}

TEST_F(RosterOf, TheEarlierOfTwoRevocationsCounts) {
  attest("NO", norway);
  revoke("NO", norway, noon + hour / 2);
  revoke("NO", norway, noon + std::chrono::minutes(10));
  revoke("NO", norway, noon + hour / 2);
  EXPECT_EQ(country_at(noon + std::chrono::minutes(10)), "");
  EXPECT_EQ(country_at(noon + std::chrono::minutes(9)), "NO");
}

TEST_F(RosterOf, ACountryCannotTakeBackTheWordOfAnother) {
  attest("NO", norway);
  revoke("SE", sweden, noon);
  revoke("NO", sweden, noon);
  EXPECT_EQ(country_at(noon), "NO");
}

TEST_F(RosterOf, AnotherCountryMayVouchForItAfterwards) {
  attest("NO", norway);
  revoke("NO", norway, noon);
  attest("SE", sweden);
  EXPECT_EQ(country_at(noon), "SE");
}

TEST_F(RosterOf, NobodySpeaksOfAProbeThatHasNotEnrolled) {
  const ScriptedProbe stranger("y-1", 2);
  ASSERT_TRUE(
      learn(Kind::attestation, attestation_of(stranger, {"NO", noon, noon + hour}, norway)));
  EXPECT_EQ(roster.find(stranger.id()), nullptr);
}

TEST_F(RosterOf, VerifiesByTheKeyThatWasEnrolled) {
  ScriptedProbe twin("z-1", 3);
  const auto batch = probe.next(noon);
  EXPECT_TRUE(roster.verify(*record::SignedEnvelope::decode(batch.envelope.bytes())));
  EXPECT_FALSE(roster.verify(*record::SignedEnvelope::decode(twin.next(noon).envelope.bytes())));
}

TEST_F(RosterOf, TwoProbesOfOneNameAreAnError) {
  EXPECT_FALSE(learn(Kind::enrolment, enrolment_of(ScriptedProbe("x-1", 9))));
  EXPECT_FALSE(learn(Kind::enrolment, {1, 2, 3}));
}

}  // namespace
}  // namespace tocsin::entry
