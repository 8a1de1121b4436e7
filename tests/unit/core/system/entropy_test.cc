#include "core/system/entropy.h"

#include <gtest/gtest.h>

#include <set>

namespace tocsin::system {
namespace {

TEST(SystemEntropy, NoTwoDrawsOf64BitsAreEqual) {
  SystemEntropy entropy;
  std::set<std::uint64_t> drawn;
  for (int i = 0; i < 1000; ++i) drawn.insert(entropy.u64());
  EXPECT_EQ(drawn.size(), 1000U);
}

TEST(SystemEntropy, FillsEveryOctetOfALargeBuffer) {
  SystemEntropy entropy;
  Bytes once(100'000);
  Bytes twice(100'000);
  entropy.fill(once);
  entropy.fill(twice);
  std::size_t untouched = 0;
  for (std::size_t i = 0; i < once.size(); ++i) untouched += once[i] == 0 && twice[i] == 0 ? 1 : 0;
  EXPECT_LT(untouched, 50U);  // 1.5 expected by chance
}

}  // namespace
}  // namespace tocsin::system
