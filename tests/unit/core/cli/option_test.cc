#include "core/cli/option.h"

#include <gtest/gtest.h>

namespace tocsin::cli {
namespace {

TEST(Target, TakesWholeNumbersInItsRangeOnly) {
  std::uint16_t port = 53;
  const auto target = into(port, 1);
  EXPECT_EQ(target.fallback, "53");
  EXPECT_TRUE(target.set("65535"));
  EXPECT_EQ(port, 65535);
  for (const char* text : {"0", "65536", "-1", "5x", "", " 5", "99999999999999999999"}) {
    const auto refused = target.set(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().text, "a number from 1 to 65535");
  }
  EXPECT_EQ(port, 65535);
}

TEST(Target, TakesFractionsInItsRangeOnly) {
  double rate = 1;
  const auto target = into(rate, 0.1, 1000);
  EXPECT_TRUE(target.set("2.5"));
  EXPECT_EQ(rate, 2.5);
  for (const char* text : {"nan", "0", "1001", "1e9", "x", ""})
    EXPECT_FALSE(target.set(text)) << text;
}

TEST(Target, TakesTimesInUtcOnly) {
  WallTime time{};
  const auto target = into(time);
  EXPECT_TRUE(target.set("1970-01-02T00:00:00Z"));
  EXPECT_EQ(time, WallTime{std::chrono::hours(24)});
  for (const char* text : {"1970-01-02", "1970-01-02T00:00:00+01:00", "1970-02-30T00:00:00Z", ""}) {
    const auto refused = target.set(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().text, "a time in UTC such as 2026-11-29T12:00:00Z");
  }
}

TEST(Target, TakesOneOfItsNamesAndListsThemOtherwise) {
  enum class Colour { red, green, blue } colour = Colour::green;
  const auto target =
      one_of(colour, {{"red", Colour::red}, {"green", Colour::green}, {"blue", Colour::blue}});
  EXPECT_EQ(target.fallback, "green");
  EXPECT_TRUE(target.set("blue"));
  EXPECT_EQ(colour, Colour::blue);
  EXPECT_EQ(target.set("Red").error().text, "red, green or blue");
}

}  // namespace
}  // namespace tocsin::cli
