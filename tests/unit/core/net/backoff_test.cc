#include "core/net/backoff.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tocsin::net {
namespace {

using namespace std::chrono_literals;

// Always the largest draw, or always the smallest.
class Extreme final : public Entropy {
 public:
  explicit Extreme(std::uint8_t byte) : byte_(byte) {}
  void fill(std::span<std::uint8_t> out) override { std::ranges::fill(out, byte_); }

 private:
  std::uint8_t byte_;
};

// Counts up, so that draws differ.
class Counting final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = static_cast<std::uint8_t>(next_ += 37);
  }

 private:
  unsigned next_ = 0;
};

TEST(Backoff, NeverWaitsLessThanTheShortestNorLongerThanTheLongest) {
  for (const std::uint8_t byte : {0x00, 0x7f, 0xff}) {
    Extreme entropy(byte);
    Backoff backoff;
    for (int i = 0; i < 100; ++i) {
      const auto wait = backoff.after_failure(entropy);
      EXPECT_GE(wait, Backoff::shortest);
      EXPECT_LE(wait, Backoff::longest_span);
    }
  }
}

TEST(Backoff, DrawsFromTwiceTheSpanAfterEachFailure) {
  Counting entropy;
  Backoff backoff;
  for (Duration span = 1s; span <= 64s; span *= 2) {
    EXPECT_LT(backoff.after_failure(entropy), span);
  }
}

TEST(Backoff, AsksAPeerMoreSeldomForAsLongAsItIsTold) {
  Counting entropy;
  Backoff backoff;
  Duration longest{};
  for (int i = 0; i < 40; ++i) longest = std::max(longest, backoff.after_failure(entropy, 1h));
  EXPECT_GT(longest, Backoff::longest_span);
  EXPECT_LT(longest, 1h);
  for (int i = 0; i < 40; ++i) {
    EXPECT_LT(backoff.after_failure(entropy), Backoff::longest_span);
  }
}

TEST(Backoff, StartsAnewAfterASuccess) {
  Counting entropy;
  Backoff backoff;
  for (int i = 0; i < 20; ++i) backoff.after_failure(entropy);
  backoff.after_success();
  EXPECT_LT(backoff.after_failure(entropy), 1s);
}

}  // namespace
}  // namespace tocsin::net
