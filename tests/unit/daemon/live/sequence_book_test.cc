#include "daemon/live/sequence_book.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace tocsin::collector {
namespace {

constexpr auto last_number = std::numeric_limits<std::uint64_t>::max();

TEST(SequenceBook, KnowsEachNumberOnce) {
  SequenceBook book;
  for (const std::uint64_t sequence : {0, 1, 2}) {
    EXPECT_TRUE(book.first_sight(1, sequence));
    EXPECT_FALSE(book.first_sight(1, sequence));
  }
  EXPECT_FALSE(book.first_sight(1, 0));
}

TEST(SequenceBook, TakesABacklogInAnyOrderOnce) {
  SequenceBook book;
  for (const std::uint64_t sequence : {9, 4, 0, 5, 3, 8}) {
    EXPECT_TRUE(book.first_sight(1, sequence)) << sequence;
    EXPECT_FALSE(book.first_sight(1, sequence)) << sequence;
  }
  for (const std::uint64_t sequence : {1, 2, 6, 7}) EXPECT_TRUE(book.first_sight(1, sequence));
  for (std::uint64_t sequence = 0; sequence <= 9; ++sequence) {
    EXPECT_FALSE(book.first_sight(1, sequence)) << sequence;
  }
}

TEST(SequenceBook, HoldsAtBothEndsOfTheNumbers) {
  SequenceBook book;
  EXPECT_TRUE(book.first_sight(1, last_number));
  EXPECT_FALSE(book.first_sight(1, last_number));
  EXPECT_TRUE(book.first_sight(1, 0));
  EXPECT_TRUE(book.first_sight(1, last_number - 1));
  EXPECT_FALSE(book.first_sight(1, 0));
}

TEST(SequenceBook, ForgetsTheOldestGapAsSeenWhenThereAreTooMany) {
  SequenceBook book;
  const std::uint64_t gaps = SequenceBook::gaps_max + 1;
  for (std::uint64_t i = 1; i <= gaps; ++i) EXPECT_TRUE(book.first_sight(1, 2 * i - 1));
  EXPECT_FALSE(book.first_sight(1, 0));
  EXPECT_TRUE(book.first_sight(1, 2));
}

TEST(SequenceBook, KeepsTheIncarnationsThatWereSeenLast) {
  SequenceBook book;
  for (std::uint64_t i = 0; i < SequenceBook::incarnations_max; ++i) book.first_sight(i, 0);
  book.first_sight(0, 1);
  book.first_sight(99, 0);
  EXPECT_FALSE(book.first_sight(0, 0));
  EXPECT_TRUE(book.first_sight(1, 0));
}

}  // namespace
}  // namespace tocsin::collector
