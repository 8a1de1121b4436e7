#include "core/net/source_address.h"

#include <gtest/gtest.h>

namespace tocsin::net {
namespace {

TEST(SourceAddress, IsTheLoopbackAddressTowardsLoopback) {
  const auto loopback = plan::address_from("127.0.0.1");
  ASSERT_TRUE(loopback);
  EXPECT_EQ(source_address(*loopback), loopback);
}

}  // namespace
}  // namespace tocsin::net
