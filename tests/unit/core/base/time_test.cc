#include "core/base/time.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

using namespace std::chrono_literals;

TEST(WallTime, IsWrittenAsRfc3339InUtc) {
  EXPECT_EQ(to_rfc3339(WallTime{0ns}), "1970-01-01T00:00:00.000000000Z");
  EXPECT_EQ(to_rfc3339(WallTime{1787140800s + 5ns}), "2026-08-19T12:00:00.000000005Z");
}

TEST(WallTime, IsReadWithAnyNumberOfDecimalsUpToNine) {
  EXPECT_EQ(from_rfc3339("2026-08-19T12:00:00Z"), WallTime{1787140800s});
  EXPECT_EQ(from_rfc3339("2026-08-19T12:00:00.5Z"), (WallTime{1787140800s + 500ms}));
  EXPECT_EQ(from_rfc3339("2026-08-19T12:00:00.000000005Z"), (WallTime{1787140800s + 5ns}));
}

TEST(WallTime, RefusesWhatIsNotADateOfUtc) {
  for (const char* text : {"",
                           "2026-08-19",
                           "2026-08-19T12:00:00",
                           "2026-08-19T12:00:00+02:00",
                           "2026-08-19T12:00:00.Z",
                           "2026-08-19T12:00:00.0000000000Z",
                           "2026-02-30T12:00:00Z",
                           "2026-08-19T24:00:00Z",
                           "2026-08-19T12:00:60Z",
                           "1969-12-31T23:59:59Z",
                           "2026-08-19t12:00:00Z"}) {
    EXPECT_FALSE(from_rfc3339(text)) << text;
  }
}

}  // namespace
}  // namespace tocsin
