#include "probes/spool/thinning.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tocsin::probe {
namespace {

using record::GapReason;

std::vector<Spooled> row(std::uint64_t count, Importance importance = Importance::root) {
  std::vector<Spooled> batches;
  for (std::uint64_t i = 0; i < count; ++i) batches.push_back({i, importance, 10, {}});
  return batches;
}

std::vector<std::uint64_t> sequences(const std::vector<LetGo>& chosen) {
  std::vector<std::uint64_t> numbers;
  for (const auto& batch : chosen) numbers.push_back(batch.sequence);
  std::ranges::sort(numbers);
  return numbers;
}

using Numbers = std::vector<std::uint64_t>;

TEST(Thinning, LetsGoOfNothingWhereNothingIsNeeded) {
  EXPECT_TRUE(choose_to_let_go(row(5), 0).empty());
}

TEST(Thinning, FirstLetsGoOfWhatSomeCollectorHoldsOldestFirst) {
  auto batches = row(6);
  batches[1].acknowledged = batches[4].acknowledged = Acknowledged::by_some;
  EXPECT_EQ(choose_to_let_go(batches, 10),
            (std::vector<LetGo>{{1, GapReason::acknowledged_elsewhere}}));
  EXPECT_EQ(sequences(choose_to_let_go(batches, 20)), (Numbers{1, 4}));
}

TEST(Thinning, TakesEverySecondOfAnEvenRow) {
  EXPECT_EQ(sequences(choose_to_let_go(row(9), 40)), (Numbers{1, 3, 5, 7}));
}

TEST(Thinning, LeavesNoHoleTwiceAsLargeAsAnother) {
  const auto gone = sequences(choose_to_let_go(row(1000), 7000));
  std::uint64_t before = 0;
  std::uint64_t largest = 0;
  for (std::uint64_t n = 1; n < 1000; ++n) {
    if (std::ranges::binary_search(gone, n)) continue;
    largest = std::max(largest, n - before);
    before = n;
  }
  EXPECT_EQ(gone.size(), 700U);
  EXPECT_LE(largest, 5U);  // 300 left of 1000: 3.3 apart on average
}

TEST(Thinning, SparesTheRootWhileThereIsATldBatch) {
  auto batches = row(10);
  for (std::uint64_t i = 0; i < 10; i += 2) batches[i].importance = Importance::tld;
  EXPECT_EQ(sequences(choose_to_let_go(batches, 30)), (Numbers{2, 4, 6}));
  EXPECT_EQ(sequences(choose_to_let_go(batches, 40)), (Numbers{2, 3, 4, 6}));
}

TEST(Thinning, KeepsTheOldestAndTheNewest) {
  EXPECT_EQ(sequences(choose_to_let_go(row(5), 1'000'000)), (Numbers{1, 2, 3}));
  EXPECT_TRUE(choose_to_let_go(row(2), 1'000'000).empty());
}

}  // namespace
}  // namespace tocsin::probe
