#include "core/zone/continuity.h"

#include <gtest/gtest.h>

#include "tests/unit/core/zone/zones.h"

namespace tocsin::zone::test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

// The zone expires after seven days, and its signatures end with January.
Continuity at(const char* time) {
  return continuity_of(verified(text_of("signed.zone")).value(), *from_rfc3339(time));
}

TEST(Continuity, IsTheSoasExpireWhileTheSignaturesHoldLonger) {
  const auto continuity = at("2026-01-15T00:00:00Z");
  EXPECT_EQ(continuity.lasts, hours(7 * 24));
  EXPECT_EQ(name_of(continuity.limit), "soa_expire");
  EXPECT_EQ(at("2026-01-25T00:00:00Z").limit, ContinuityLimit::soa_expire);
}

TEST(Continuity, IsWhatTheFirstSignatureHasLeftOnceThatIsLess) {
  const auto continuity = at("2026-01-25T00:00:01Z");
  EXPECT_EQ(continuity.lasts, hours(7 * 24) - seconds(1));
  EXPECT_EQ(name_of(continuity.limit), "signature_end");
}

TEST(Continuity, IsNothingOnceASignatureHasEndedAndNeverLess) {
  EXPECT_EQ(at("2026-02-01T00:00:00Z").lasts, Duration(0));
  EXPECT_EQ(at("2027-02-01T00:00:00Z").lasts, Duration(0));
}

}  // namespace
}  // namespace tocsin::zone::test
