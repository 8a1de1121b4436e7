#include "core/dns/serial.h"

#include <gtest/gtest.h>

namespace tocsin::dns {
namespace {

TEST(SerialOrder, WrapsAround) {
  EXPECT_TRUE(is_newer(2, 1));
  EXPECT_FALSE(is_newer(1, 1));
  EXPECT_FALSE(is_newer(1, 2));
  EXPECT_TRUE(is_newer(0, 0xffff'ffff));
}

}  // namespace
}  // namespace tocsin::dns
