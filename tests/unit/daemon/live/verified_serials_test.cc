#include "daemon/live/verified_serials.h"

#include <gtest/gtest.h>

#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

const WallTime noon{1'800'000'000s};

TEST(VerifiedSerials, SayNothingOfASerialThatWasNotVerifiedAndMayBeNew) {
  VerifiedSerials serials;
  EXPECT_EQ(serials.lag(2, noon), std::nullopt);
  serials.add(2, noon);
  EXPECT_EQ(serials.lag(3, noon), std::nullopt);
}

TEST(VerifiedSerials, OlderThanAnyThatWasVerifiedIsBehindSinceThat) {
  VerifiedSerials serials;
  serials.add(5, noon);
  serials.add(7, noon + 1h);
  EXPECT_EQ(serials.lag(3, noon + 2h), 2h);
  EXPECT_EQ(serials.lag(6, noon + 2h), 1h);
}

TEST(VerifiedSerials, OfTheNewestThereIsNoLag) {
  VerifiedSerials serials;
  serials.add(2, noon);
  EXPECT_EQ(serials.lag(2, noon + 96h), 0s);
}

TEST(VerifiedSerials, TheLagOfAnOldOneIsSinceTheFirstNewerOne) {
  VerifiedSerials serials;
  for (const std::uint32_t serial : {1U, 2U, 3U}) serials.add(serial, noon + serial * 1h);
  EXPECT_EQ(serials.lag(1, noon + 96h), 94h);  // days are not dropped
  EXPECT_EQ(serials.lag(2, noon + 96h), 93h);
}

TEST(VerifiedSerials, AreDatedByTheEarlierOfTwoZonesOfOneSerial) {
  VerifiedSerials serials;
  serials.add(1, noon);
  serials.add(2, noon + 2h);
  serials.add(2, noon + 1h);
  serials.add(2, noon + 3h);
  EXPECT_EQ(serials.lag(1, noon + 4h), 3h);
}

TEST(VerifiedSerials, ThatGoBackwardsMakeNothingNewer) {
  VerifiedSerials serials;
  serials.add(3, noon);
  serials.add(2, noon + 1h);
  serials.add(1, noon + 2h);
  EXPECT_EQ(serials.lag(3, noon + 4h), 0s);
  EXPECT_EQ(serials.lag(2, noon + 4h), 4h);
  EXPECT_EQ(serials.lag(1, noon + 4h), 4h);
}

TEST(VerifiedSerials, AreComparedAsSerialsAre) {
  VerifiedSerials serials;
  serials.add(0xffff'fff0, noon);
  serials.add(5, noon + 1h);
  EXPECT_EQ(serials.lag(0xffff'fff0, noon + 2h), 1h);
  EXPECT_EQ(serials.lag(5, noon + 2h), 0s);
}

TEST(VerifiedSerials, OfAClockThatWasSetBackAreNoLag) {
  VerifiedSerials serials;
  serials.add(1, noon);
  serials.add(2, noon + 1h);
  EXPECT_EQ(serials.lag(1, noon), 0s);
}

TEST(VerifiedSerials, AreNeverMoreThanTheirLimit) {
  VerifiedSerials serials;
  const auto many = static_cast<std::uint32_t>(VerifiedSerials::serials_max) + 1;
  for (std::uint32_t serial = 1; serial <= many; ++serial) serials.add(serial, noon + serial * 1s);
  EXPECT_EQ(serials.lag(1, noon + 1h), 1h - 2s);  // since the oldest that is left
  EXPECT_EQ(serials.lag(2, noon + 1h), 1h - 3s);
  EXPECT_EQ(serials.lag(many, noon + 1h), 0s);
}

}  // namespace
}  // namespace tocsin::collector
