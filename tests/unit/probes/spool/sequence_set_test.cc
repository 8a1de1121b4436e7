#include "probes/spool/sequence_set.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <set>

namespace tocsin::probe {
namespace {

using Ranges = std::map<std::uint64_t, std::uint64_t>;

TEST(SequenceSet, JoinsRangesThatTouchOrOverlap) {
  SequenceSet set;
  set.insert(5);
  set.insert(7);
  EXPECT_EQ(set.ranges(), (Ranges{{5, 5}, {7, 7}}));
  set.insert(6);
  EXPECT_EQ(set.ranges(), (Ranges{{5, 7}}));
  set.insert({0, 100});
  EXPECT_EQ(set.ranges(), (Ranges{{0, 100}}));
}

TEST(SequenceSet, HoldsTheHighestNumberOfAll) {
  constexpr auto highest = std::numeric_limits<std::uint64_t>::max();
  SequenceSet set;
  set.insert(highest);
  set.insert(highest - 1);
  EXPECT_EQ(set.ranges(), (Ranges{{highest - 1, highest}}));
}

TEST(SequenceSet, ForgetsWhatIsBelow) {
  SequenceSet set;
  set.insert({0, 4});
  set.insert({8, 9});
  set.drop_below(3);
  EXPECT_EQ(set.ranges(), (Ranges{{3, 4}, {8, 9}}));
}

TEST(SequenceSet, NamesWhatIsMissing) {
  SequenceSet set;
  set.insert({2, 3});
  set.insert({6, 6});
  EXPECT_EQ(set.missing_below(9), (std::vector<SequenceRange>{{0, 1}, {4, 5}, {7, 8}}));
  EXPECT_EQ(set.missing_below(3), (std::vector<SequenceRange>{{0, 1}}));
  EXPECT_EQ(set.missing_below(0), (std::vector<SequenceRange>{}));
}

TEST(SequenceSet, IsTheSameAsAPlainSet) {
  std::mt19937 random(7);
  SequenceSet ranges;
  std::set<std::uint64_t> plain;
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t first = random() % 500;
    const std::uint64_t last = first + random() % 4;
    ranges.insert({first, last});
    for (auto n = first; n <= last; ++n) plain.insert(n);
    const std::uint64_t asked = random() % 510;
    ASSERT_EQ(ranges.contains(asked), plain.contains(asked)) << asked;
  }
}

}  // namespace
}  // namespace tocsin::probe
