// How old an instance's zone is, where the collector keeps zones: probes say which serial an
// instance gives, and never which serials there are.
#include <gtest/gtest.h>

#include "daemon/live/verified_serials.h"
#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

struct VerifiedLag : testing::Test {
  Scene scene;
  std::optional<VerifiedSerials> zones{std::in_place};

  void SetUp() override {
    for (const auto* probe : {"no-1", "no-2", "se-1"}) scene.enrol(probe, "NO");
  }
  void saw(const std::string& probe, std::string nsid, std::uint32_t serial) {
    scene.report(probe)
        .saw({.nsid = std::move(nsid), .serial = serial})
        .references(Answers::both_rings)
        .arrives();
  }
  void verified(std::uint32_t serial) { zones->add(serial, scene.now()); }
  // Of letter k; it has to be there.
  InstanceLag of(const std::string& nsid) {
    for (const auto& each : scene.seen(zones).instances) {
      if (each.letter == 'k' && as_text(each.instance) == nsid) return each;
    }
    ADD_FAILURE() << "no instance " << nsid;
    return {};
  }
};

TEST_F(VerifiedLag, OfASerialThatOneProbeForgesIsNotKnownAndMakesNobodyLag) {
  verified(1);
  saw("no-1", "osl", 9);
  saw("no-2", "sto", 1);
  scene.wait(10s);
  saw("no-2", "sto", 1);
  EXPECT_EQ(of("osl").lag, std::nullopt);
  EXPECT_EQ(of("osl").unverified_serial, 9U);
  EXPECT_EQ(of("osl").probes, 1U);
  EXPECT_EQ(of("sto").lag, 0s);
  EXPECT_EQ(of("sto").unverified_serial, std::nullopt);
}

TEST_F(VerifiedLag, OfASerialThatTwoProbesForgeIsNotKnownEither) {
  verified(1);
  for (const auto* probe : {"no-1", "no-2"}) saw(probe, "osl", 9);
  saw("se-1", "sto", 1);
  scene.wait(10s);
  saw("se-1", "sto", 1);
  EXPECT_EQ(of("osl").lag, std::nullopt);
  EXPECT_EQ(of("osl").unverified_serial, 9U);
  EXPECT_EQ(of("sto").lag, 0s);
  zones.reset();  // where no zones are kept, two are believed
  EXPECT_GT(of("sto").lag, 0s);
  EXPECT_EQ(of("osl").lag, 0s);
  EXPECT_EQ(of("osl").unverified_serial, std::nullopt);
}

TEST_F(VerifiedLag, CountsFromWhenTheZoneWasVerifiedNotFromWhenProbesNamedIt) {
  verified(1);
  for (const auto* probe : {"no-1", "no-2"}) saw(probe, "osl", 2);
  saw("se-1", "sto", 1);
  EXPECT_EQ(of("osl").unverified_serial, 2U);
  scene.wait(20s);
  verified(2);
  EXPECT_EQ(of("osl").lag, 0s);
  EXPECT_EQ(of("osl").unverified_serial, std::nullopt);
  EXPECT_EQ(of("sto").lag, 0s);
  scene.wait(10s);
  saw("se-1", "sto", 1);
  EXPECT_EQ(of("sto").lag, 10s);
}

TEST_F(VerifiedLag, OfAnInstanceThatGoesBackToAnOldZoneIsSinceTheNewOne) {
  verified(1);
  verified(2);
  saw("no-1", "osl", 2);
  EXPECT_EQ(of("osl").lag, 0s);
  scene.wait(10s);
  saw("no-1", "osl", 1);
  EXPECT_EQ(of("osl").lag, 10s);
}

TEST_F(VerifiedLag, OfAnInstanceThatStoodStillBeforeTheCollectorBeganIsSinceItsFirstZone) {
  verified(5);
  scene.wait(10s);
  saw("no-1", "osl", 3);
  EXPECT_EQ(of("osl").lag, 10s);
  EXPECT_EQ(of("osl").unverified_serial, std::nullopt);
}

TEST_F(VerifiedLag, IsNotHiddenByASerialThatOneOfItsProbesInvents) {
  verified(1);
  verified(2);
  scene.wait(10s);
  saw("no-1", "osl", 1);
  saw("no-2", "osl", 7);
  saw("se-1", "osl", 8);
  EXPECT_EQ(of("osl").lag, 10s);
  EXPECT_EQ(of("osl").unverified_serial, 8U);
  EXPECT_EQ(of("osl").probes, 3U);
}

TEST_F(VerifiedLag, IsNowhereKnownBeforeAZoneWasVerified) {
  saw("no-1", "osl", 1);
  EXPECT_EQ(of("osl").lag, std::nullopt);
  EXPECT_EQ(of("osl").unverified_serial, 1U);
}

}  // namespace
}  // namespace tocsin::collector
