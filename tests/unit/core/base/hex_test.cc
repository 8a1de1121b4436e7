#include "core/base/hex.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Hex, WritesLowerCase) {
  EXPECT_EQ(to_hex(Bytes{0x00, 0xff, 0x1a}), "00ff1a");
}

TEST(Hex, ReadsWhatItWrites) {
  EXPECT_EQ(from_hex("00ff1a"), (Bytes{0x00, 0xff, 0x1a}));
}

TEST(Hex, RefusesOddLengthsUpperCaseAndOtherCharacters) {
  for (const char* text : {"0", "0g", "FF", " 00", "0x00"}) EXPECT_FALSE(from_hex(text)) << text;
}

}  // namespace
}  // namespace tocsin
