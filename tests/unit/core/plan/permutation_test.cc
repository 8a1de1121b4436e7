#include "core/plan/permutation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace tocsin::plan {
namespace {

std::vector<std::uint64_t> places(const Permutation& permutation) {
  std::vector<std::uint64_t> places;
  for (std::uint64_t i = 0; i < permutation.count(); ++i) {
    places.push_back(permutation.place_of(i));
  }
  return places;
}

Permutation of(std::uint64_t count, std::uint8_t seed = 0) {
  return Permutation("test", Bytes{seed}, count);
}

TEST(Permutation, GivesEachPlaceToOneNumber) {
  for (std::uint64_t count = 1; count <= 600; ++count) {
    auto all = places(of(count));
    std::ranges::sort(all);
    for (std::uint64_t i = 0; i < count; ++i) ASSERT_EQ(all[i], i) << count;
  }
}

TEST(Permutation, IsTheSameForEqualLabelSeedAndCount) {
  EXPECT_EQ(places(of(100)), places(of(100)));
  EXPECT_NE(places(of(100)), places(of(100, 1)));
  EXPECT_NE(places(of(100)), places(Permutation("other", Bytes{0}, 100)));
}

TEST(Permutation, ReachesTheLastOfManyNumbers) {
  const auto all = of(std::uint64_t{1} << 32U);
  EXPECT_LT(all.place_of((std::uint64_t{1} << 32U) - 1), std::uint64_t{1} << 32U);
}

// Over many seeds each number comes to each place about equally often: 16 numbers, 16,000 seeds,
// so 1000 each with a deviation of 31; five of them are allowed.
TEST(Permutation, PrefersNoPlace) {
  std::vector<int> times(256);
  for (int seed = 0; seed < 16'000; ++seed) {
    const Bytes bytes{static_cast<std::uint8_t>(seed), static_cast<std::uint8_t>(seed >> 8)};
    const Permutation permutation("test", bytes, 16);
    for (std::uint64_t i = 0; i < 16; ++i) ++times[16 * i + permutation.place_of(i)];
  }
  for (const auto each : times) EXPECT_NEAR(each, 1000, 155);
}

}  // namespace
}  // namespace tocsin::plan
