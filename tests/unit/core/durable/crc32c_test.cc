#include "core/durable/crc32c.h"

#include <gtest/gtest.h>

namespace tocsin::durable {
namespace {

// RFC 3720 appendix B.4.
TEST(Crc32c, GivesTheVectorsOfRfc3720) {
  Bytes ascending;
  for (std::uint8_t i = 0; i < 32; ++i) ascending.push_back(i);
  EXPECT_EQ(crc32c(Bytes(32, 0x00)), 0x8a9136aaU);
  EXPECT_EQ(crc32c(Bytes(32, 0xff)), 0x62a8ab43U);
  EXPECT_EQ(crc32c(ascending), 0x46dd794eU);
}

TEST(Crc32c, GoesOnFromWhereItStopped) {
  const auto text = as_bytes("123456789");
  EXPECT_EQ(crc32c(text), 0xe3069283U);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    EXPECT_EQ(crc32c(text.subspan(cut), crc32c(text.first(cut))), 0xe3069283U);
  }
}

}  // namespace
}  // namespace tocsin::durable
