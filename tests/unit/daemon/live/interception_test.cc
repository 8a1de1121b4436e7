// An answer that somebody on the way has made says nothing about the server: it is neither up nor
// down, and the root's figure counts it as missing.
#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

constexpr std::size_t k_v4_udp = index_of(RootCell{{'k', Family::v4}, Transport::udp});

struct Interception : testing::Test {
  Interception() { scene.enrol("no-1", "NO"); }

  bool intercepted() const { return scene.seen("no-1").intercepted[k_v4_udp]; }

  Scene scene;
};

TEST_F(Interception, IsNeitherUpNorDown) {
  scene.report("no-1").saw({.outcome = Outcome::intercepted}).arrives();
  EXPECT_TRUE(intercepted());
  EXPECT_EQ(scene.up("no-1"), std::nullopt);
}

TEST_F(Interception, EndsWithTheServersOwnAnswer) {
  scene.report("no-1").saw({.outcome = Outcome::intercepted}).arrives();
  scene.report("no-1").saw({}).arrives();
  EXPECT_FALSE(intercepted());
  EXPECT_EQ(scene.up("no-1"), true);
}

TEST_F(Interception, OfAllLettersIsMissingFromTheFigureAndNotFailed) {
  scene.report("no-1").saw(all_letters, Outcome::intercepted).arrives();
  const auto figure = scene.root().figure.value();
  EXPECT_EQ(figure.ratio, std::nullopt);
  EXPECT_EQ(figure.low, 0);
  EXPECT_EQ(figure.high, 1);
}

TEST_F(Interception, TeachesNoInstanceAndNoSerial) {
  scene.report("no-1")
      .saw({.outcome = Outcome::intercepted, .nsid = "rogue", .serial = 666})
      .arrives();
  EXPECT_EQ(scene.instance("no-1"), std::nullopt);
}

TEST_F(Interception, OfASilentProbeIsNotShown) {
  scene.report("no-1").saw({.outcome = Outcome::intercepted}).arrives();
  scene.wait(21s);
  EXPECT_FALSE(intercepted());
}

}  // namespace
}  // namespace tocsin::collector
