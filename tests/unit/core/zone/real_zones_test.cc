// Real root zones, where ../shared/data has them beside the project.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "core/zone/verify.h"
#include "tests/support/process/unpacked.h"
#include "tests/unit/core/zone/zones.h"

namespace tocsin::zone::test {
namespace {

class RealZones : public testing::Test {
 protected:
  // Empty, with the test skipped, where it is missing.
  static std::string unpacked(const std::string& name) {
    const auto path = std::filesystem::path(TOCSIN_SOURCE_DIR) / "../shared/data/root-zones" / name;
    if (!std::filesystem::exists(path)) return {};
    return tocsin::test::unpacked(path);
  }
};

#define UNPACKED_OR_SKIP(text, name) \
  const auto text = unpacked(name);  \
  if (text.empty()) GTEST_SKIP() << "SKIPPED: ../shared/data/root-zones/" << name << " is missing"

TEST_F(RealZones, that_of_2020_verifies_in_its_time_and_not_once_its_signatures_have_ended) {
  UNPACKED_OR_SKIP(text, "2020101902-signed.zone.xz");
  const auto zone = Zone::from_text(text);
  ASSERT_TRUE(zone) << to_text(zone.error());
  const auto at = *from_rfc3339("2020-10-20T12:00:00Z");
  const auto good = verify(*zone, iana_anchors(), at, WithoutZonemd::accept);
  ASSERT_TRUE(good) << to_text(good.error());
  EXPECT_EQ(good->delegations().size(), 1508U);
  EXPECT_EQ(good->proof().zonemd, ZonemdVerdict::absent);
  EXPECT_EQ(good->proof().anchors, std::vector<std::uint16_t>{20326});
  const auto ended = good->proof().good_until + std::chrono::seconds(1);
  EXPECT_EQ(verify(*zone, iana_anchors(), ended, WithoutZonemd::accept).error().kind,
            FaultKind::signature_expired);
}

TEST_F(RealZones, that_of_august_2026_has_as_many_endpoints_as_the_design_counts) {
  UNPACKED_OR_SKIP(text, "2026081901-unsigned.zone.xz");
  const auto zone = Zone::from_text(text);
  ASSERT_TRUE(zone) << to_text(zone.error());
  EXPECT_EQ(zone->serial(), 2026081901U);
  const auto count = count_of(zone->delegations());
  EXPECT_EQ(count.zones, 1438U);
  EXPECT_EQ(count.servers, 5913U);
  // One TLD has two name servers at one address.
  EXPECT_EQ(count.endpoints, 14'585U);
  std::set<std::pair<std::string, plan::Address>> pairs;
  for (const auto& delegation : zone->delegations()) {
    for (const auto& server : delegation.servers) {
      for (const auto& address : server.addresses) pairs.emplace(delegation.zone, address);
    }
  }
  EXPECT_EQ(pairs.size(), 14'584U);
}

TEST_F(RealZones, one_whose_signatures_were_stripped_does_not_verify) {
  UNPACKED_OR_SKIP(text, "2026081901-unsigned.zone.xz");
  const auto at = *from_rfc3339("2026-08-20T00:00:00Z");
  const auto result = verify(*Zone::from_text(text), iana_anchors(), at, WithoutZonemd::accept);
  EXPECT_EQ(fault_of(result), "signature_missing . NS");
}

}  // namespace
}  // namespace tocsin::zone::test
