#include "core/base/base64.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

struct Vector {
  const char* plain;
  const char* text;
};

// RFC 4648 section 10.
constexpr Vector vectors[] = {{"", ""},
                              {"f", "Zg=="},
                              {"fo", "Zm8="},
                              {"foo", "Zm9v"},
                              {"foob", "Zm9vYg=="},
                              {"fooba", "Zm9vYmE="},
                              {"foobar", "Zm9vYmFy"}};

TEST(Base64, EncodesTheVectorsOfRfc4648) {
  for (const auto& v : vectors) EXPECT_EQ(to_base64(as_bytes(v.plain)), v.text);
}

TEST(Base64, DecodesTheVectorsOfRfc4648) {
  for (const auto& v : vectors) {
    const auto bytes = from_base64(v.text);
    ASSERT_TRUE(bytes) << v.text;
    EXPECT_EQ(as_text(*bytes), v.plain);
  }
}

TEST(Base64, RefusesEveryTextThatIsNotCanonical) {
  for (const char* text :
       {"Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm9v\n", "Zm-_"}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

TEST(Base64, GivesEveryByteBack) {
  Bytes all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::uint8_t>(i));
  EXPECT_EQ(from_base64(to_base64(all)), all);
}

}  // namespace
}  // namespace tocsin
