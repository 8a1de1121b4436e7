#include "core/cbor/item.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "tests/unit/core/cbor/vectors.h"

namespace tocsin::cbor {
namespace {

TEST(Item, OfAppendixAInOurSubsetIsAccepted) {
  for (const auto& vector : in_subset) {
    EXPECT_TRUE(check_item(from_hex(vector.hex).value())) << vector.diagnostic;
  }
}

TEST(Item, OutsideOurSubsetIsRefusedByName) {
  for (const auto& vector : outside_subset) {
    const auto checked = check_item(from_hex(vector.hex).value());
    ASSERT_FALSE(checked) << vector.diagnostic;
    EXPECT_EQ(name_of(checked.error().fault), name_of(vector.fault)) << vector.diagnostic;
  }
}

TEST(Item, CutShortAnywhereIsTruncated) {
  for (const auto& vector : in_subset) {
    const auto whole = from_hex(vector.hex).value();
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const auto checked = check_item(ByteView(whole).first(size));
      ASSERT_FALSE(checked) << vector.diagnostic << " at " << size;
      EXPECT_EQ(checked.error().fault, Fault::truncated) << vector.diagnostic << " at " << size;
    }
  }
}

}  // namespace
}  // namespace tocsin::cbor
