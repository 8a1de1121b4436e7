#include "core/base/utf8.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Line, IsTextOfAnyLanguage) {
  for (const auto* text : {"x", "a b", "\xc3\x86", "\xc2\xa0", "\xd8\xb9", "\xe4\xb8\xad", "~"}) {
    EXPECT_TRUE(is_line(text)) << text;
  }
}

TEST(Line, HasNoControlCharacters) {
  EXPECT_FALSE(is_line(""));
  for (int byte = 0; byte < 0x20; ++byte) {
    EXPECT_FALSE(is_line(std::string("x") + static_cast<char>(byte))) << byte;
  }
  EXPECT_FALSE(is_line("\x7f"));
  EXPECT_FALSE(is_line("\xc2\x80"));
  EXPECT_FALSE(is_line("\xc2\x9f"));
  EXPECT_FALSE(is_line("\xc3"));
}

}  // namespace
}  // namespace tocsin
