#include "daemon/ingest/batch_index.h"

#include <gtest/gtest.h>

namespace tocsin::collector {
namespace {

// Neither in the order of the numbers nor with equal fronts.
Digest digest_of(std::uint64_t number) {
  Digest digest{};
  auto bits = number * 0x9e3779b97f4a7c15U;
  for (std::size_t i = 0; i < sizeof bits; ++i, bits >>= 8U) digest[i] = bits & 0xffU;
  return digest;
}

TEST(BatchIndex, FindsWhatWasAddedAndNothingElse) {
  BatchIndex index(6400);
  for (std::uint64_t leaf = 0; leaf < 1000; ++leaf) index.add(digest_of(leaf), 3 * leaf);
  for (std::uint64_t leaf = 0; leaf < 1000; ++leaf) {
    EXPECT_EQ(index.find(digest_of(leaf)), 3 * leaf);
  }
  EXPECT_FALSE(index.find(digest_of(1000)));
}

TEST(BatchIndex, ForgetsTheOldestAndNeverOneOfTheNewest) {
  constexpr std::uint64_t kept = 128;
  BatchIndex index(kept);
  for (std::uint64_t leaf = 0; leaf < 1000; ++leaf) {
    index.add(digest_of(leaf), leaf);
    const auto oldest = leaf < kept ? 0 : leaf - kept + 1;
    EXPECT_EQ(index.find(digest_of(oldest)), oldest);
    EXPECT_EQ(index.find(digest_of(leaf)), leaf);
  }
  EXPECT_FALSE(index.find(digest_of(1000 - 2 * kept)));
}

TEST(BatchIndex, ShowsTheNewestOfThoseThatBeginAlike) {
  BatchIndex index(64);
  auto twin = digest_of(5);
  twin.back() ^= 1;
  for (const auto& [digest, leaf] : {std::pair(digest_of(5), 1U), {twin, 2U}}) {
    index.add(digest, leaf);
    EXPECT_EQ(index.find(digest_of(5)), leaf);
  }
}

}  // namespace
}  // namespace tocsin::collector
