#include "core/system/boot_id.h"

#include <gtest/gtest.h>

namespace tocsin::system {
namespace {

TEST(BootId, ThisKernelHasOneAndItStaysTheSame) {
  const auto id = boot_id().value();
  EXPECT_NE(id, (ByteArray<16>{}));
  EXPECT_EQ(boot_id().value(), id);
}

TEST(BootId, AUuidIsReadWithAndWithoutItsNewline) {
  const auto id = boot_id_from("00010203-0405-0607-0809-0a0b0c0d0e0f\n");
  EXPECT_EQ(id, (ByteArray<16>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}));
  EXPECT_EQ(boot_id_from("00010203-0405-0607-0809-0a0b0c0d0e0f"), id);
}

TEST(BootId, AnythingElseIsNothing) {
  EXPECT_FALSE(boot_id_from(""));
  EXPECT_FALSE(boot_id_from("00010203-0405-0607-0809-0a0b0c0d0e"));
  EXPECT_FALSE(boot_id_from("00010203x0405-0607-0809-0a0b0c0d0e0f"));
  EXPECT_FALSE(boot_id_from("0001020g-0405-0607-0809-0a0b0c0d0e0f"));
}

}  // namespace
}  // namespace tocsin::system
