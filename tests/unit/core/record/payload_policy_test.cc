#include "core/record/payload_policy.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "tests/support/record/documented.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

const WallTime noon = *from_rfc3339("2026-08-19T12:00:00Z");

SaidPayloadPolicy sample() {
  PayloadPolicy policy;
  policy.embargo_of = {{"NO", 0h}, {"SE", 72h}};
  policy.kept = {{"spec10", 24h * 400}};
  return {policy, noon};
}

TEST(PayloadPolicy, IsReadBackAsItIsWritten) {
  EXPECT_EQ(decode_payload_policy(encode(sample())), sample());
  EXPECT_EQ(decode_payload_policy(encode(SaidPayloadPolicy{})), SaidPayloadPolicy{});
}

TEST(PayloadPolicy, IsWrittenAsItIsDocumented) {
  EXPECT_EQ(to_hex(encode(sample())), to_hex(documented("payload-policy.md", "payload-policy")));
}

TEST(PayloadPolicy, IsEmbargoedAsEachCountryWishes) {
  const auto policy = sample().policy;
  EXPECT_EQ(given_from(policy, "NO", noon), noon);
  EXPECT_EQ(given_from(policy, "SE", noon), noon + 72h);
  EXPECT_EQ(given_from(policy, "DK", noon), noon + 24h);
  EXPECT_EQ(given_from(policy, "", noon), noon + 24h);
  EXPECT_EQ(given_from(PayloadPolicy(), "NO", noon), noon + 24h);
  const WallTime never{Duration::max()};
  EXPECT_EQ(given_from(policy, "SE", never), never);
}

TEST(PayloadPolicy, IsKeptForEverUnlessItsPlanIsNamed) {
  const auto policy = sample().policy;
  EXPECT_EQ(kept_until(policy, "spec10", noon), noon + 24h * 400);
  EXPECT_EQ(kept_until(policy, "watch", noon), std::nullopt);
}

TEST(PayloadPolicy, CutAnywhereIsRefused) {
  const auto bytes = encode(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_payload_policy(ByteView(bytes).first(size))) << size;
  }
}

TEST(PayloadPolicy, ChangedAnywhereIsRefusedOrHasOneForm) {
  const auto good = encode(sample());
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    auto bytes = good;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const auto read = decode_payload_policy(bytes);
    if (!read) continue;
    EXPECT_EQ(encode(*read), bytes) << "bit " << bit;
  }
}

TEST(PayloadPolicy, BeyondItsLimitsIsRefused) {
  const auto refused = [](const auto& edit) {
    auto said = sample();
    edit(said.policy);
    return !decode_payload_policy(encode(said));
  };
  EXPECT_FALSE(refused([](auto& policy) { policy.embargo = embargo_max; }));
  EXPECT_TRUE(refused([](auto& policy) { policy.embargo = embargo_max + 1ns; }));
  EXPECT_TRUE(refused([](auto& policy) { policy.embargo_of["DK"] = embargo_max + 1ns; }));
  EXPECT_TRUE(refused([](auto& policy) { policy.embargo_of["dk"] = 1h; }));
  EXPECT_FALSE(refused([](auto& policy) { policy.kept["watch"] = kept_min; }));
  EXPECT_TRUE(refused([](auto& policy) { policy.kept["watch"] = kept_min - 1ns; }));
  EXPECT_TRUE(refused([](auto& policy) { policy.kept["watch"] = kept_max + 1ns; }));
}

TEST(PayloadPolicy, NamesEachCountryOnceAndInOrder) {
  auto bytes = encode(sample());
  const auto text = as_text(bytes);
  const auto norway = text.find("NO");
  ASSERT_NE(norway, text.npos);
  bytes[norway] = 'S';
  bytes[norway + 1] = 'E';
  EXPECT_FALSE(decode_payload_policy(bytes));
  bytes[norway + 1] = 'F';
  EXPECT_FALSE(decode_payload_policy(bytes));
}

}  // namespace
}  // namespace tocsin::record
