#include "core/assess/month.h"

#include <gtest/gtest.h>

namespace tocsin::assess {
namespace {

TEST(Month, HasItsOwnNumberOfIntervals) {
  EXPECT_EQ(Month::from_text("2026-11")->intervals(), 30U * 288);
  EXPECT_EQ(Month::from_text("2026-12")->intervals(), 31U * 288);
  EXPECT_EQ(Month::from_text("2024-02")->intervals(), 29U * 288);
  EXPECT_EQ(Month::from_text("2026-11")->to_text(), "2026-11");
}

TEST(Month, PutsTimesIntoIntervals) {
  const auto month = *Month::from_text("2026-11");
  EXPECT_EQ(month.place_of(*from_rfc3339("2026-11-01T00:00:00Z"))->interval, 0U);
  EXPECT_EQ(month.place_of(*from_rfc3339("2026-11-01T00:04:59.999999999Z"))->interval, 0U);
  EXPECT_EQ(month.place_of(*from_rfc3339("2026-11-01T00:05:00Z"))->interval, 1U);
  EXPECT_EQ(month.place_of(*from_rfc3339("2026-11-30T23:59:59Z"))->interval, 8'639U);
  EXPECT_EQ(month.place_of(*from_rfc3339("2026-11-01T00:06:00Z"))->offset, std::chrono::minutes(1));
  EXPECT_FALSE(month.place_of(*from_rfc3339("2026-10-31T23:59:59Z")));
  EXPECT_FALSE(month.place_of(*from_rfc3339("2026-12-01T00:00:00Z")));
}

TEST(Month, BeginsWithAnInterval) {
  const auto begin = [](const char* time) {
    return to_rfc3339(interval_begin(*from_rfc3339(time)));
  };
  EXPECT_EQ(begin("2026-11-01T00:04:59.999999999Z"), "2026-11-01T00:00:00.000000000Z");
  EXPECT_EQ(begin("2026-11-01T00:05:00Z"), "2026-11-01T00:05:00.000000000Z");
  EXPECT_EQ(to_rfc3339(interval_begin(WallTime{})), "1970-01-01T00:00:00.000000000Z");
  EXPECT_EQ(interval_begin(WallTime{Duration(-1)}), WallTime{-interval_length});
  const auto month = *Month::from_text("2026-11");
  EXPECT_EQ(interval_begin(month.begin()), month.begin());
}

TEST(Month, IsWrittenInOneWay) {
  for (const auto* text : {"",
                           "2026-13",
                           "2026-00",
                           "2026-1",
                           "2026/11",
                           "26-11",
                           "2026-11-01",
                           "1969-12",
                           "2262-01",
                           "-026-11",
                           "2026-+1"}) {
    EXPECT_FALSE(Month::from_text(text)) << text;
  }
  EXPECT_TRUE(Month::from_text("2261-12"));
}

}  // namespace
}  // namespace tocsin::assess
