#include "daemon/enrol/registry.h"

#include <gtest/gtest.h>

#include "core/record/signed_envelope.h"

namespace tocsin::collector {
namespace {

crypto::PublicKey key(std::uint8_t mark) {
  return {mark};
}

TEST(Registry, KnowsAProbeByItsIdAndItsName) {
  Registry registry;
  registry.enrol("no-1", key(1));
  ASSERT_NE(registry.find(record::probe_id_of(key(1))), nullptr);
  EXPECT_EQ(registry.find_name("no-1"), registry.find(record::probe_id_of(key(1))));
  EXPECT_EQ(registry.find_name("no-1")->keys.at(0), key(1));
  EXPECT_EQ(registry.find_name("no-2"), nullptr);
}

TEST(Registry, LetsTheSameProbeEnrolAgain) {
  Registry registry;
  registry.enrol("no-1", key(1));
  EXPECT_TRUE(registry.may_enrol("no-1", key(1)));
}

TEST(Registry, GivesANameToOneKeyOnly) {
  Registry registry;
  registry.enrol("no-1", key(1));
  EXPECT_EQ(registry.may_enrol("no-1", key(2)).error(), EnrolRefusal::name_taken);
}

TEST(Registry, GivesAKeyOneNameOnly) {
  Registry registry;
  registry.enrol("no-1", key(1));
  EXPECT_EQ(registry.may_enrol("no-2", key(1)).error(), EnrolRefusal::renamed);
}

struct Revoked : testing::Test {
  const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");
  Registry registry;
  record::ProbeId id = registry.enrol("no-1", key(1)).registration.id;

  void attest(const std::string& country) {
    Attestation attestation;
    attestation.country = country;
    attestation.from = noon - std::chrono::hours(1);
    attestation.until = noon + std::chrono::hours(1);
    registry.attest(id, attestation);
  }
  bool revoke(const std::string& country, WallTime from) {
    return registry.revoke({.country = country, .key = key(1), .from = from, .reason = "lost"});
  }
  bool speaks_at(WallTime time) const {
    return registry.find(id)->registration.attestation->covers(time);
  }
};

TEST_F(Revoked, AProbeSpeaksUntilThen) {
  attest("NO");
  EXPECT_TRUE(revoke("NO", noon));
  EXPECT_TRUE(speaks_at(noon - Duration(1)));
  EXPECT_FALSE(speaks_at(noon));
  EXPECT_FALSE(registry.is_revoked(id, noon - Duration(1)));
  EXPECT_TRUE(registry.is_revoked(id, noon));
  EXPECT_EQ(registry.find_revoked(key(1)), registry.find(id));
  EXPECT_EQ(registry.find_revoked(key(2)), nullptr);
}

TEST_F(Revoked, OnlyTheEarlierIsNews) {
  attest("NO");
  EXPECT_TRUE(revoke("NO", noon));
  EXPECT_FALSE(revoke("NO", noon));
  EXPECT_FALSE(revoke("NO", noon + Duration(1)));
  EXPECT_TRUE(revoke("NO", noon - Duration(1)));
  EXPECT_FALSE(speaks_at(noon - Duration(1)));
}

TEST_F(Revoked, ALaterWordForTheSameKeyIsNone) {
  EXPECT_TRUE(revoke("NO", noon));
  EXPECT_FALSE(registry.is_revoked(id, noon)) << "nobody has vouched for it";
  attest("NO");
  EXPECT_FALSE(speaks_at(noon));
  EXPECT_TRUE(registry.is_revoked(id, noon));
}

TEST_F(Revoked, AnotherCountrysWordStands) {
  attest("SE");
  EXPECT_TRUE(revoke("NO", noon));
  EXPECT_TRUE(speaks_at(noon));
  EXPECT_FALSE(registry.is_revoked(id, noon));
}

TEST_F(Revoked, TakesPartWhileItsCountryStandsByIt) {
  registry.enrol("no-2", key(2));
  EXPECT_EQ(registry.taking_part(noon), 0U) << "nobody has vouched for either";
  attest("NO");
  EXPECT_EQ(registry.taking_part(noon), 1U);
  EXPECT_EQ(registry.taking_part(noon + std::chrono::hours(1)), 0U);
  revoke("NO", noon);
  EXPECT_EQ(registry.taking_part(noon), 0U);
}

TEST(Registry, KeepsTheLastAttestation) {
  Registry registry;
  const auto id = registry.enrol("no-1", key(1)).registration.id;
  EXPECT_FALSE(registry.find(id)->registration.attestation);
  Attestation attestation;
  attestation.country = "NO";
  registry.attest(id, attestation);
  attestation.country = "SE";
  registry.attest(id, attestation);
  EXPECT_EQ(registry.all().at(0).attestation->country, "SE");
}

}  // namespace
}  // namespace tocsin::collector
