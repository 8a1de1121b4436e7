#include "core/record/zone_version.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "tests/support/record/documented.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

ZoneVersion sample() {
  ZoneVersion version;
  version.object.fill(0xaa);
  version.object_bytes = 987'654;
  version.serial = 2'026'081'901;
  version.zone.fill(0xbb);
  version.first_seen = {1'787'140'800s};
  version.server = *plan::address_from("2001:7fd::1");
  return version;
}

ZoneVersion faulty() {
  auto version = sample();
  version.server = *plan::address_from("193.0.14.129");
  version.fault = "zonemd_mismatch";
  return version;
}

TEST(ZoneVersion, IsReadBackAsItIsWritten) {
  EXPECT_EQ(decode_zone_version(encode(sample())), sample());
  EXPECT_EQ(decode_zone_version(encode(faulty())), faulty());
  EXPECT_TRUE(sample().verified());
  EXPECT_FALSE(faulty().verified());
}

TEST(ZoneVersion, IsWrittenAsItIsDocumented) {
  EXPECT_EQ(to_hex(encode(sample())), to_hex(documented("zone.md", "zone-version")));
}

TEST(ZoneVersion, CutAnywhereIsRefused) {
  const auto bytes = encode(faulty());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_zone_version(ByteView(bytes).first(size))) << size;
  }
}

TEST(ZoneVersion, SaysOfAFaultNoMoreThanFits) {
  auto version = faulty();
  version.fault.assign(10'000, 'x');
  const auto read = decode_zone_version(encode(version));
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->verified());
  EXPECT_LT(read->fault.size(), 1'000U);
}

}  // namespace
}  // namespace tocsin::record
