#include "core/record/target_set.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/cbor/encoder.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

TEST(TargetSet, ComesBackAsItWas) {
  const auto targets = sample::targets();
  EXPECT_EQ(decode_target_set(encode_target_set(targets)).value(), targets);
}

TEST(TargetSet, HasAnotherDigestForAnotherEndpoint) {
  auto targets = sample::targets();
  const auto before = target_set_digest(targets);
  targets.endpoints[0].zone = "aaa.";
  std::ranges::sort(targets.endpoints);
  EXPECT_NE(target_set_digest(targets), before);
}

TEST(TargetSet, CutShortAnywhereIsRefused) {
  const auto bytes = encode_target_set(sample::targets());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_target_set(ByteView(bytes).first(size))) << size;
  }
}

Bytes two_endpoints(std::string_view first, std::string_view second, std::size_t address_bytes) {
  cbor::Encoder out;
  out.map(2).uint(0).uint(1).uint(1).array(2);
  for (const auto zone : {first, second}) {
    out.array(3).text(zone).text("ns.").bytes(Bytes(address_bytes));
  }
  return std::move(out).finish();
}

TEST(TargetSet, OutOfOrderOrWithDuplicatesIsRefused) {
  EXPECT_TRUE(decode_target_set(two_endpoints("a.", "b.", 4)));
  EXPECT_EQ(decode_target_set(two_endpoints("b.", "a.", 4)).error().fault,
            cbor::Fault::unacceptable);
  EXPECT_EQ(decode_target_set(two_endpoints("a.", "a.", 4)).error().fault,
            cbor::Fault::unacceptable);
}

TEST(TargetSet, WithAnAddressOfNeitherFamilyIsRefused) {
  EXPECT_EQ(decode_target_set(two_endpoints("a.", "b.", 5)).error().fault,
            cbor::Fault::out_of_range);
}

}  // namespace
}  // namespace tocsin::record
