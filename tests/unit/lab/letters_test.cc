#include "tests/lab/model/letters.h"

#include <gtest/gtest.h>

namespace tocsin::lab {
namespace {

constexpr auto hints =
    ". 3600000 NS K.ROOT-SERVERS.NET.\n"
    "K.ROOT-SERVERS.NET. 3600000 A 193.0.14.129\n"
    "K.ROOT-SERVERS.NET. 3600000 AAAA 2001:7fd::1\n";

TEST(Letters, HaveTheAddressesOfTheHints) {
  const auto letters = letters_from(hints);
  ASSERT_TRUE(letters);
  ASSERT_EQ(letters->size(), 1u);
  EXPECT_EQ(letters->front().name, 'k');
  EXPECT_EQ(letters->front().ipv4, "193.0.14.129");
  EXPECT_EQ(letters->front().ipv6, "2001:7fd::1");
}

TEST(Letters, WithoutOneFamilyAreRefused) {
  const auto letters = letters_from(
      ". 3600000 NS K.ROOT-SERVERS.NET.\nK.ROOT-SERVERS.NET. 3600000 A 193.0.14.129\n");
  ASSERT_FALSE(letters);
  EXPECT_EQ(letters.error().text, "root server k lacks an address of one family");
}

TEST(Letters, AreAnnouncedAsThePrefixAroundTheirAddress) {
  EXPECT_EQ(announced_prefix("193.0.14.129"), "193.0.14.0/24");
  EXPECT_EQ(announced_prefix("2001:503:ba3e::2:30"), "2001:503:ba3e::/48");
}

}  // namespace
}  // namespace tocsin::lab
