#include "core/base/duration.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

using namespace std::chrono_literals;

TEST(Duration, IsReadWithItsUnit) {
  EXPECT_EQ(duration_from("500ms"), 500ms);
  EXPECT_EQ(duration_from("4s"), 4s);
  EXPECT_EQ(duration_from("10m"), 10min);
  EXPECT_EQ(duration_from("0s"), 0s);
}

TEST(Duration, RefusesWhatHasNoUnitOrNoNumberOrNoRoom) {
  for (const char* text :
       {"", "4", "s", "4 s", "-4s", "4.5s", "4S", "9999999999999999999s", "9999999999h"}) {
    EXPECT_EQ(duration_from(text), std::nullopt) << text;
  }
}

TEST(Duration, IsWrittenInTheLargestUnitThatFits) {
  EXPECT_EQ(to_text(Duration{90s}), "90s");
  EXPECT_EQ(to_text(Duration{120s}), "2m");
  EXPECT_EQ(to_text(Duration{1500us}), "1500us");
  EXPECT_EQ(to_text(Duration{0}), "0s");
}

}  // namespace
}  // namespace tocsin
