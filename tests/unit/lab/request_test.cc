#include "tests/lab/cage/request.h"

#include <gtest/gtest.h>

namespace tocsin::lab {
namespace {

TEST(Request, AnOrderArrivesAsItWasSent) {
  const Order sent{.host = "no",
                   .folder = "/tmp",
                   .environment = {"A=1", "B="},
                   .command = {"kdig", "+short", ""}};
  const auto order = order_from(to_words(sent));
  ASSERT_TRUE(order);
  EXPECT_EQ(order->host, "no");
  EXPECT_EQ(order->environment, sent.environment);
  EXPECT_EQ(order->command, sent.command);
}

TEST(Request, AnOrderCutOffAnywhereIsRefused) {
  const auto words =
      to_words({.host = "no", .folder = "/", .environment = {"A"}, .command = {"x"}});
  for (std::size_t length = 0; length < words.size(); ++length) {
    EXPECT_FALSE(order_from({words.begin(), words.begin() + static_cast<long>(length)})) << length;
  }
}

}  // namespace
}  // namespace tocsin::lab
