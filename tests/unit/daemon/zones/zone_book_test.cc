#include "daemon/zones/zone_book.h"

#include <gtest/gtest.h>

namespace tocsin::collector {
namespace {

class ZoneBookTest : public testing::Test {
 protected:
  static record::ZoneVersion version(std::uint32_t serial, std::string fault = {}) {
    record::ZoneVersion version;
    version.serial = serial;
    version.zone[0] = static_cast<std::uint8_t>(serial);
    version.zone[1] = static_cast<std::uint8_t>(serial >> 8U);
    version.zone[2] = fault.empty() ? 0 : 1;
    version.server = *plan::address_from("192.0.2.53");
    version.fault = std::move(fault);
    return version;
  }
  void take(const record::ZoneVersion& version) {
    const auto body = encode(version);
    const Bytes object{1, static_cast<std::uint8_t>(version.serial)};
    book_.take(next_++, {entry::Kind::zone, body}, object);
  }

  ZoneBook book_;
  std::uint64_t next_ = 0;
};

TEST_F(ZoneBookTest, HasNothingAtFirst) {
  EXPECT_FALSE(book_.newest());
  EXPECT_TRUE(book_.wants(version(7)));
}

TEST_F(ZoneBookTest, HasTheNewestBySerialNotByOrder) {
  take(version(7));
  take(version(9));
  take(version(8));
  ASSERT_TRUE(book_.newest());
  EXPECT_EQ(book_.newest()->version, version(9));
  EXPECT_EQ(book_.newest()->index, 1U);
  EXPECT_EQ(book_.newest()->object, (Bytes{1, 9}));
  EXPECT_EQ(book_.verified(), 3U);
}

TEST_F(ZoneBookTest, KnowsSinceWhenItHasWhichSerialsThatVerified) {
  const auto at = [](std::uint32_t serial, std::int64_t seconds, std::string fault = {}) {
    auto seen = version(serial, std::move(fault));
    seen.first_seen = WallTime{std::chrono::seconds(seconds)};
    return seen;
  };
  for (const auto& seen : {at(7, 100), at(9, 200), at(8, 300), at(10, 400, "bogus")}) take(seen);
  const WallTime now{std::chrono::seconds(1000)};
  EXPECT_EQ(book_.serials().lag(7, now), std::chrono::seconds(800));
  EXPECT_EQ(book_.serials().lag(8, now), std::chrono::seconds(800));
  EXPECT_EQ(book_.serials().lag(9, now), std::chrono::seconds(0));
  EXPECT_EQ(book_.serials().lag(10, now), std::nullopt);
}

TEST_F(ZoneBookTest, WantsAZoneOnceWhoeverGaveIt) {
  take(version(7));
  auto again = version(7);
  again.server = *plan::address_from("192.0.2.54");
  EXPECT_FALSE(book_.wants(again));
  EXPECT_TRUE(book_.wants(version(8)));
  EXPECT_TRUE(book_.wants(version(6)));
}

TEST_F(ZoneBookTest, KeepsWhatDoesNotVerifyAndNeverUsesIt) {
  take(version(7));
  take(version(9, "bogus"));
  EXPECT_EQ(book_.newest()->version.serial, 7U);
  EXPECT_EQ(book_.evidence(), 1U);
  EXPECT_FALSE(book_.wants(version(9, "bogus")));
  EXPECT_TRUE(book_.wants(version(9)));
}

TEST_F(ZoneBookTest, WantsNoEvidenceWithoutEnd) {
  for (std::uint32_t i = 0; i < ZoneBook::evidence_max; ++i) take(version(i, "bogus"));
  EXPECT_FALSE(book_.wants(version(1000, "bogus")));
  EXPECT_TRUE(book_.wants(version(1000)));
}

TEST_F(ZoneBookTest, PassesOverWhatIsNoZoneOrCannotBeRead) {
  const auto body = encode(version(7));
  book_.take(0, {entry::Kind::plan, body}, {});
  book_.take(1, {entry::Kind::zone, ByteView(body).first(body.size() - 1)}, {});
  EXPECT_FALSE(book_.newest());
}

}  // namespace
}  // namespace tocsin::collector
