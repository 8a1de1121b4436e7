#include "core/plan/lot.h"

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <set>

namespace tocsin::plan {
namespace {

Lot lot(std::string_view label, std::string_view seed) {
  return {label, as_bytes(seed)};
}

TEST(Lot, IsTheSameForTheSameLabelAndSeed) {
  auto one = lot("a", "seed");
  auto same = lot("a", "seed");
  for (int i = 0; i < 20; ++i) EXPECT_EQ(one.below(1'000'000), same.below(1'000'000));
}

TEST(Lot, DiffersByLabelAndBySeedAndByWhereOneEnds) {
  std::set<std::uint64_t> drawn;
  drawn.insert(lot("a", "bc").below(1ULL << 60U));
  drawn.insert(lot("ab", "c").below(1ULL << 60U));
  drawn.insert(lot("a", "c").below(1ULL << 60U));
  EXPECT_EQ(drawn.size(), 3U);
}

TEST(Lot, DrawsEachNumberEquallyOften) {
  std::array<int, 6> seen{};
  auto die = lot("die", "seed");
  for (int i = 0; i < 60'000; ++i) ++seen.at(die.below(seen.size()));
  for (const auto count : seen) EXPECT_NEAR(count, 10'000, 460);  // five standard deviations
}

TEST(Lot, BringsDistinctItemsToTheFront) {
  std::vector<int> items(100);
  std::iota(items.begin(), items.end(), 0);
  auto drawn = lot("panel", "seed");
  draw_to_front(std::span(items), 30, drawn);
  const std::set<int> front(items.begin(), items.begin() + 30);
  EXPECT_EQ(front.size(), 30U);
  EXPECT_EQ(std::set<int>(items.begin(), items.end()).size(), 100U);
}

TEST(Lot, OfOneThingIsThatThing) {
  EXPECT_EQ(lot("a", "").below(1), 0U);
}

}  // namespace
}  // namespace tocsin::plan
