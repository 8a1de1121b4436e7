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
