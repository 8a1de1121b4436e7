#include "core/window/recent_zones.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/core/window/zones_of_january.h"

namespace tocsin::window {
namespace {

using tocsin::test::ZoneEntry;

struct Zones : testing::Test {
  RecentZones zones;
  const zone::TrustAnchors anchors = anchors_of_january();
  std::uint64_t next = 0;

  void learn(const ZoneEntry& entry) { zones.learn(next++, entry.body(), entry.object); }
  std::vector<judge::Candidate> candidates() {
    const auto all = zones.candidates(anchors);
    return {all.begin(), all.end()};
  }
};

TEST_F(Zones, AreCandidatesFromWhenTheLogFirstSawThem) {
  learn(entry_of("old.zone", january()));
  EXPECT_EQ(candidates().size(), 1U);
  learn(entry_of("new.zone", january(3)));
  const auto both = candidates();
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].zone->serial(), 2026010100U);
  EXPECT_EQ(both[0].first_seen, january());
  EXPECT_EQ(both[1].zone->serial(), 2026010200U);
  EXPECT_EQ(both[1].first_seen, january(3));
}

TEST_F(Zones, ThatTheAnchorsDoNotVouchForAreMissing) {
  learn(entry_of("other.zone", january()));
  ASSERT_EQ(candidates().size(), 1U);
  EXPECT_EQ(candidates()[0].zone, nullptr);
  EXPECT_EQ(candidates()[0].first_seen, january());
}

TEST_F(Zones, WhoseObjectIsAnothersOrCutOrNotThereAreMissing) {
  const auto good = entry_of("old.zone", january());
  learn({good.version, {}});
  learn({good.version, Bytes(good.object.begin(), good.object.end() - 1)});
  learn({good.version, entry_of("new.zone", january()).object});
  learn(entry_of("old.zone", january(24 * 60)));  // its signatures have ended
  for (const auto& candidate : candidates()) EXPECT_EQ(candidate.zone, nullptr);
  EXPECT_EQ(candidates().size(), 4U);
}

TEST_F(Zones, OfWhichTheLogSaysThatTheyDoNotVerifyAreNone) {
  auto faulty = entry_of("old.zone", january());
  faulty.version.fault = "a bad signature";
  learn(faulty);
  zones.learn(next++, Bytes{1, 2, 3}, faulty.object);
  EXPECT_TRUE(candidates().empty());
}

TEST_F(Zones, AreTheLastOnes) {
  const auto entry = entry_of("old.zone", january());
  for (std::size_t i = 0; i <= RecentZones::zones_max; ++i) learn({entry.version, {}});
  EXPECT_EQ(candidates().size(), RecentZones::zones_max);
  EXPECT_FALSE(zones.indices().contains(0));
  EXPECT_TRUE(zones.indices().contains(RecentZones::zones_max));
}

TEST_F(Zones, CanBeGivenTheirObjectsLater) {
  const auto entry = entry_of("old.zone", january());
  learn({entry.version, {}});
  EXPECT_THAT(zones.indices(), testing::ElementsAre(0));
  zones.give_object(0, entry.object);
  zones.give_object(7, entry.object);
  EXPECT_NE(candidates()[0].zone, nullptr);
}

TEST_F(Zones, StayWhereTheyAreWhenAllAreMoved) {
  learn(entry_of("old.zone", january()));
  const auto* before = candidates()[0].zone;
  RecentZones moved = std::move(zones);
  EXPECT_EQ(moved.candidates(anchors)[0].zone, before);
  EXPECT_EQ(before->serial(), 2026010100U);
}

}  // namespace
}  // namespace tocsin::window
