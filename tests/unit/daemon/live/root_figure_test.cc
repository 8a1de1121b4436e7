#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

class Root : public testing::Test {
 protected:
  Root() {
    for (const auto* name : {"br-1", "ke-1", "no-1"}) scene.enrol(name, std::string(name, 2));
  }
  std::uint64_t count(ProbeState state) const {
    return scene.root().probes[static_cast<std::size_t>(state)];
  }
  Scene scene;
};

TEST_F(Root, WithoutAVoiceHasNoFigureAtAll) {
  EXPECT_FALSE(scene.root().figure);
  EXPECT_EQ(count(ProbeState::silent), 3U);
}

TEST_F(Root, WithoutAnyProbeHasNoFigureAndNoDenominator) {
  const Scene empty;
  EXPECT_FALSE(empty.root().figure);
  for (const auto number : empty.root().probes) EXPECT_EQ(number, 0U);
}

TEST_F(Root, IsSeenByThoseWhoReport) {
  scene.report("br-1").saw(all_letters, Outcome::answered).arrives();
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  EXPECT_EQ(scene.root().figure, (RootFigure{1.0, 2.0 / 3, 1.0}));
  EXPECT_EQ(count(ProbeState::voice), 2U);
  EXPECT_EQ(count(ProbeState::silent), 1U);
}

TEST_F(Root, IsNotJudgedByTheIsolated) {
  scene.report("br-1").saw(all_letters, Outcome::answered).arrives();
  scene.report("ke-1").saw(all_letters, Outcome::answered).arrives();
  scene.report("no-1")
      .references(Answers::country_ring)
      .saw(all_letters, Outcome::timeout)
      .arrives();
  EXPECT_EQ(scene.root().figure, (RootFigure{1.0, 1.0, 1.0}));
  EXPECT_EQ(count(ProbeState::isolated), 1U);
}

TEST_F(Root, IsInDoubtByAsMuchAsADeadLineHides) {
  scene.report("br-1").saw(all_letters, Outcome::answered).arrives();
  scene.report("ke-1").saw(all_letters, Outcome::answered).arrives();
  scene.report("no-1").references(Answers::no_ring).saw(all_letters, Outcome::timeout).arrives();
  EXPECT_EQ(scene.root().figure, (RootFigure{1.0, 2.0 / 3, 1.0}));
  EXPECT_EQ(count(ProbeState::line_dead), 1U);
}

TEST_F(Root, IsNotJudgedByTheUnattested) {
  scene.enrol_unattested("xx-1");
  scene.report("xx-1").saw(all_letters, Outcome::timeout).arrives();
  scene.report("no-1").saw(all_letters, Outcome::answered).arrives();
  EXPECT_EQ(scene.root().figure->ratio, 1.0);
  EXPECT_EQ(count(ProbeState::unattested), 1U);
}

TEST_F(Root, IsJudgedForEachFamilyAndTransportAlone) {
  scene.report("no-1")
      .saw(all_letters, Outcome::answered)
      .saw(all_letters, Outcome::timeout, {.family = Family::v6})
      .saw("abcdefg", Outcome::answered, {.transport = Transport::tcp})
      .saw("hijklm", Outcome::refused, {.transport = Transport::tcp})
      .arrives();
  EXPECT_EQ(scene.root(Family::v4, Transport::udp).figure->ratio, 1.0);
  EXPECT_EQ(scene.root(Family::v6, Transport::udp).figure->ratio, 0.0);
  EXPECT_EQ(scene.root(Family::v4, Transport::tcp).figure->ratio, 0.875);
  EXPECT_EQ(scene.root(Family::v6, Transport::tcp).figure->ratio, std::nullopt);
}

}  // namespace
}  // namespace tocsin::collector
