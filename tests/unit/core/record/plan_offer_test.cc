#include "core/record/plan_offer.h"

#include <gtest/gtest.h>

#include "core/record/limits.h"
#include "tests/support/record/documented.h"

namespace tocsin::record {
namespace {

PlanOffer sample() {
  return {{{0x82, 0x06, 0x41, 0x01}, {0x02, 0x03}, "proof"}, {{0x82, 0x07, 0x40}, {}, ""}};
}

TEST(PlanOffer, IsReadBackAsItIsWritten) {
  EXPECT_EQ(decode_plan_offer(encode_plan_offer(sample())), sample());
  EXPECT_EQ(decode_plan_offer(encode_plan_offer({})), PlanOffer{});
}

TEST(PlanOffer, IsWrittenAsItIsDocumented) {
  EXPECT_EQ(encode_plan_offer(sample()), documented("plan-offer.md", "plan-offer"));
}

TEST(PlanOffer, CutAnywhereIsRefused) {
  const auto bytes = encode_plan_offer(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_plan_offer(ByteView(bytes).first(size))) << size;
  }
}

TEST(PlanOffer, BeyondItsLimitsIsRefused) {
  EXPECT_FALSE(decode_plan_offer(encode_plan_offer(PlanOffer(offered_entries_max + 1))));
  PlanOffer large(1);
  large[0].object.resize(offered_object_bytes_max + 1);
  EXPECT_FALSE(decode_plan_offer(encode_plan_offer(large)));
}

}  // namespace
}  // namespace tocsin::record
