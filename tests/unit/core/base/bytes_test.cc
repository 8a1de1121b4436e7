#include "core/base/bytes.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Cursor, TakesBigEndianIntegersInOrder) {
  const Bytes bytes{1, 2, 3, 4, 5, 6, 7};
  Cursor cursor(bytes);
  EXPECT_EQ(cursor.take_u8(), 0x01);
  EXPECT_EQ(cursor.take_be16(), 0x0203);
  EXPECT_EQ(cursor.take_be32(), 0x04050607U);
  EXPECT_TRUE(cursor.at_end());
}

TEST(Cursor, DoesNotMoveWhenItCannotGive) {
  const Bytes bytes{1, 2, 3};
  Cursor cursor(bytes);
  EXPECT_FALSE(cursor.take_be32());
  EXPECT_FALSE(cursor.take(4));
  EXPECT_EQ(cursor.position(), 0U);
  EXPECT_EQ(cursor.take(3)->size(), 3U);
}

TEST(Bytes, AppendedIntegersAreReadBack) {
  Bytes out;
  append_be16(out, 0xfffe);
  append_be32(out, 0xdeadbeef);
  append_be64(out, 0x0123456789abcdef);
  Cursor cursor(out);
  EXPECT_EQ(cursor.take_be16(), 0xfffe);
  EXPECT_EQ(cursor.take_be32(), 0xdeadbeef);
  EXPECT_EQ(cursor.take_be64(), 0x0123456789abcdefU);
}

}  // namespace
}  // namespace tocsin
