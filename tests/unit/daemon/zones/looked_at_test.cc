#include "daemon/zones/looked_at.h"

#include <gmock/gmock.h>

#include "core/crypto/sha256.h"
#include "tests/unit/daemon/zones/small_root.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

const auto server = *plan::address_from("192.0.2.53");

Result<LookedAt> looked_at(const Bytes& records, WallTime at = zone::test::january()) {
  return look_at(records, server, small_anchors(), at);
}

TEST(AZoneLookedAt, IsSaidAsItIs) {
  const auto looked = looked_at(good_records());
  ASSERT_TRUE(looked);
  ASSERT_TRUE(looked->zone);
  EXPECT_TRUE(looked->version.verified());
  EXPECT_EQ(looked->version.serial, looked->zone->serial());
  EXPECT_EQ(looked->version.zone, looked->zone->digest());
  EXPECT_EQ(looked->version.object, crypto::sha256(looked->object));
  EXPECT_EQ(looked->version.object_bytes, looked->object.size());
  EXPECT_EQ(looked->version.first_seen, zone::test::january());
  EXPECT_EQ(looked->version.server, server);
}

TEST(AZoneLookedAt, ThatSomebodyChangedIsEvidence) {
  const auto looked = looked_at(records_with_other_glue(66));
  ASSERT_TRUE(looked);
  EXPECT_FALSE(looked->zone);
  EXPECT_THAT(looked->version.fault, HasSubstr("zonemd_mismatch"));
}

TEST(AZoneLookedAt, WhoseSignaturesHaveEndedIsEvidence) {
  const auto looked = looked_at(good_records(), zone::test::january() + 24h * 30);
  ASSERT_TRUE(looked);
  EXPECT_FALSE(looked->zone);
  EXPECT_THAT(looked->version.fault, HasSubstr("signature_expired"));
}

TEST(AZoneLookedAt, ThatIsNoneIsAnError) {
  EXPECT_FALSE(looked_at({}));
  EXPECT_FALSE(looked_at(Bytes(1000, 0)));
  auto cut = good_records();
  cut.pop_back();
  EXPECT_FALSE(looked_at(cut));
}

TEST(AZonesObject, VerifiesAgain) {
  const auto looked = looked_at(good_records());
  const auto again = verify_again(looked->object, small_anchors(), zone::test::january());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->digest(), looked->version.zone);
}

TEST(AZonesObject, ThatIsNoneOrHasEndedDoesNot) {
  const auto object = looked_at(good_records())->object;
  const auto at = zone::test::january();
  EXPECT_FALSE(verify_again(ByteView(object).first(object.size() - 1), small_anchors(), at));
  EXPECT_FALSE(verify_again({}, small_anchors(), at));
  EXPECT_FALSE(verify_again(object, zone::iana_anchors(), at));
  EXPECT_FALSE(verify_again(object, small_anchors(), at + 24h * 30));
}

}  // namespace
}  // namespace tocsin::collector
