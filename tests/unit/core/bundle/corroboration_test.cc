#include "core/bundle/corroboration.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tocsin::bundle {
namespace {

using assess::Outage;
using Tallies = std::vector<MinuteTally>;

// As core/assess finds it in these minutes, all of which are of it.
Outage outage_of(const Tallies& tallies) {
  Outage outage{
      .minutes = static_cast<std::uint32_t>(tallies.size()), .spare = ~0U, .countries = {}};
  for (const auto& tally : tallies) {
    EXPECT_TRUE(tally.is_outage());
    outage.spare = std::min(outage.spare, 2 * tally.lost - tally.voices() - 1);
  }
  return outage;
}

Corroboration of_outage(const Tallies& tallies) {
  return corroboration_of(outage_of(tallies), tallies);
}

TEST(Corroboration, OfAnOutageFollowsFromHowManyCountriesMayBeLeftOut) {
  EXPECT_EQ(of_outage({{.lost = 3}}), Corroboration::strong);
  EXPECT_EQ(of_outage({{.lost = 2}}), Corroboration::fair);
  EXPECT_EQ(of_outage({{.lost = 3, .reached = 1}}), Corroboration::fair);
  EXPECT_EQ(of_outage({{.lost = 2, .partly = 1}}), Corroboration::weak);
  EXPECT_EQ(of_outage({{.lost = 5}, {.lost = 3, .reached = 2}, {.lost = 5}}), Corroboration::weak);
}

TEST(Corroboration, OfAnOutageThatOneCountrySawIsNoneOutsideOfIt) {
  EXPECT_EQ(of_outage({{.lost = 1}}), Corroboration::single_country);
  EXPECT_EQ(of_outage({{.lost = 1, .silent = 4}}), Corroboration::single_country);
  // In one minute a second country had.
  EXPECT_EQ(of_outage({{.lost = 1, .silent = 1}, {.lost = 2}}), Corroboration::inconclusive);
}

TEST(Corroboration, IsInconclusiveWhereTheSilentCouldTurnIt) {
  EXPECT_EQ(of_outage({{.lost = 3, .silent = 2}}), Corroboration::strong);
  EXPECT_EQ(of_outage({{.lost = 3, .silent = 3}}), Corroboration::inconclusive);
  EXPECT_EQ(of_outage({{.lost = 6}, {.lost = 3, .silent = 3}}), Corroboration::inconclusive);
}

TEST(Corroboration, OfNoOutageFollowsTheSameWay) {
  EXPECT_EQ(corroboration_of_none({{.reached = 3}}), Corroboration::strong);
  EXPECT_EQ(corroboration_of_none({{.reached = 2}}), Corroboration::fair);
  EXPECT_EQ(corroboration_of_none({{.reached = 1}}), Corroboration::single_country);
  EXPECT_EQ(corroboration_of_none({{.lost = 1, .reached = 2}}), Corroboration::fair);
  EXPECT_EQ(corroboration_of_none({{.lost = 1, .reached = 1}}), Corroboration::weak);
  EXPECT_EQ(corroboration_of_none({{.reached = 4}, {.lost = 2, .reached = 2}}),
            Corroboration::weak);
  EXPECT_EQ(corroboration_of_none({{.reached = 3, .silent = 1}}), Corroboration::strong);
  EXPECT_EQ(corroboration_of_none({{.reached = 1, .silent = 1}}), Corroboration::weak);
}

TEST(Corroboration, OfNoOutageIsInconclusiveWhereTheSilentCouldTurnIt) {
  EXPECT_EQ(corroboration_of_none({{.reached = 2, .silent = 3}}), Corroboration::inconclusive);
  EXPECT_EQ(corroboration_of_none({{.reached = 5}, {.silent = 5}}), Corroboration::inconclusive);
  EXPECT_EQ(corroboration_of_none({{.silent = 5}}), Corroboration::nothing_known);
  EXPECT_EQ(corroboration_of_none({{}}), Corroboration::nothing_known);
}

// Whichever f countries are left out, what the word says must not change: counted out for all
// small worlds, with the silent taken both ways.
TEST(Corroboration, StandsAsFarAsItsWordSays) {
  const auto still_none = [](MinuteTally t, std::uint32_t f) {
    const auto left = std::min(f, t.reached + t.partly);  // the worst that can be left out
    t.reached += t.partly;
    t.partly = 0;
    t.reached -= left;
    return !t.is_outage_at_most();
  };
  for (std::uint32_t lost = 0; lost < 6; ++lost) {
    for (std::uint32_t reached = 1; reached < 8; ++reached) {
      for (std::uint32_t silent = 0; silent < 4; ++silent) {
        const MinuteTally tally{.lost = lost, .reached = reached, .silent = silent};
        const auto word = corroboration_of_none({tally});
        EXPECT_EQ(word >= Corroboration::weak || word == Corroboration::single_country,
                  still_none(tally, 0));
        if (word == Corroboration::single_country) continue;
        EXPECT_EQ(word >= Corroboration::fair, still_none(tally, 0) && still_none(tally, 1));
        EXPECT_EQ(word >= Corroboration::strong,
                  still_none(tally, 0) && still_none(tally, 1) && still_none(tally, 2) &&
                      tally.all() > 2);
      }
    }
  }
}

}  // namespace
}  // namespace tocsin::bundle
