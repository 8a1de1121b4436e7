#include "core/zone/verify.h"

#include <gtest/gtest.h>

#include "core/zone/signed_time.h"
#include "tests/unit/core/zone/zones.h"

namespace tocsin::zone::test {
namespace {

TEST(Verify, a_signed_zone_with_its_zone_digest_is_good_until_its_signatures_end) {
  const auto zone = verified(text_of("signed.zone"));
  ASSERT_TRUE(zone) << to_text(zone.error());
  EXPECT_EQ(zone->serial(), 2026010100U);
  EXPECT_EQ(zone->proof().zonemd, ZonemdVerdict::verified);
  EXPECT_EQ(zone->proof().anchors, std::vector<std::uint16_t>{39384});
  EXPECT_EQ(zone->proof().rrsets, 9U);
  EXPECT_EQ(to_rfc3339(zone->proof().good_until), "2026-02-01T00:00:00.000000000Z");
}

TEST(Verify, a_zone_fails_before_and_after_the_time_of_its_signatures) {
  const auto text = text_of("signed.zone");
  const auto late = verified(text, *from_rfc3339("2026-02-01T00:00:01Z"));
  EXPECT_EQ(fault_of(late), "signature_expired . DNSKEY");
  const auto early = verified(text, *from_rfc3339("2025-12-31T23:59:59Z"));
  EXPECT_EQ(fault_of(early), "signature_not_yet_valid . DNSKEY");
}

TEST(Verify, without_a_zone_digest_the_policy_decides) {
  const auto text = text_of("without_zonemd.zone");
  EXPECT_EQ(fault_of(verified(text)), "zonemd_missing");
  const auto zone = verified(text, january(), WithoutZonemd::accept);
  ASSERT_TRUE(zone) << to_text(zone.error());
  EXPECT_EQ(zone->proof().zonemd, ZonemdVerdict::absent);
}

TEST(Verify, changed_glue_is_seen_by_the_zone_digest_and_by_nothing_else) {
  const auto changed = [](const char* name) {
    return with(text_of(name), "192.0.2.2", "192.0.2.9");
  };
  EXPECT_EQ(fault_of(verified(changed("signed.zone"))), "zonemd_mismatch");
  EXPECT_TRUE(verified(changed("without_zonemd.zone"), january(), WithoutZonemd::accept));
}

struct Change {
  const char* name;
  std::string text;
  std::string fault;
};

class VerifyChange : public testing::TestWithParam<Change> {};

TEST_P(VerifyChange, is_named) {
  EXPECT_EQ(fault_of(verified(GetParam().text)), GetParam().fault);
}

const std::string good = text_of("signed.zone");

INSTANTIATE_TEST_SUITE_P(
    ,
    VerifyChange,
    testing::Values(
        Change{"another_ds", with(good, "e06d44b8", "e06d44b9"), "bogus no. DS"},
        Change{"unsigned_ds", without(good, "RRSIG\tDS"), "signature_missing no. DS"},
        Change{"stripped_ds", without(good, "IN\tDS"), "chain_broken no. NSEC"},
        Change{"stripped_zonemd", without(good, "ZONEMD\t2026"), "chain_broken . NSEC"},
        Change{"stripped_zonemd_wholly", without(good, "ZONEMD 13"), "signature_missing . ZONEMD"},
        Change{
            "removed_tld", without(without(good, "\nse."), "se.\t86400"), "chain_broken no. NSEC"},
        Change{"added_tld", good + "nu. 86400 IN NS a.ns.se.\n", "chain_broken no. NSEC"},
        Change{"added_apex_type", good + ". 86400 IN TXT \"x\"\n", "signature_missing . TXT"},
        Change{"added_name_server", good + "se. 86400 IN NS b.ns.se.\n", "zonemd_mismatch"},
        Change{"another_ttl", with(good, "a.ns.se.\t86400", "a.ns.se.\t86401"), "zonemd_mismatch"},
        Change{"another_serial", with(good, "2026010100 1800", "2026010101 1800"), "bogus . SOA"},
        Change{"another_key", with(good, "GEM5UKuO", "GEM5UKuP"), "no_trusted_key"},
        Change{"no_keys", without(good, "DNSKEY\t257"), "no_trusted_key"},
        Change{"no_soa", without(good, "SOA\ta.root"), "no_soa"},
        Change{"two_soas", good + ". 86400 IN SOA a. b. 1 2 3 4 5\n", "several_soas"},
        Change{"soa_of_a_tld", good + "no. 86400 IN SOA a. b. 1 2 3 4 5\n", "soa_elsewhere"},
        Change{"chaos", good + "no. 86400 CH TXT \"x\"\n", "foreign_class"},
        Change{"rubbish", good + "no. 86400 IN A not-an-address\n", "unreadable"},
        Change{"include", good + "$INCLUDE /etc/hostname\n", "unreadable"},
        Change{"nothing", "", "no_soa"}),
    [](const auto& test) { return test.param.name; });

TEST(Verify, an_anchor_counts_only_in_its_own_time) {
  auto anchors = *anchors_from(text_of("anchor.ds"));
  anchors.front().until = january();
  const auto check = [&](WallTime at) {
    return fault_of(verify(*Zone::from_text(good), anchors, at, WithoutZonemd::refuse));
  };
  EXPECT_EQ(check(january()), "no_trusted_key");
  EXPECT_EQ(check(january() - std::chrono::seconds(1)), "verified");
}

TEST(Verify, the_real_roots_anchors_do_not_vouch_for_another_root) {
  const auto result =
      verify(*Zone::from_text(good), iana_anchors(), january(), WithoutZonemd::accept);
  EXPECT_EQ(fault_of(result), "no_trusted_key");
}

TEST(SignedTime, is_the_nearest_at_which_a_zone_can_still_be_verified) {
  const auto zone = Zone::from_text(good).value();
  const auto nearest = [&](const char* text) {
    return to_rfc3339(nearest_signed_time(zone, *from_rfc3339(text)).value());
  };
  EXPECT_EQ(nearest("2026-01-15T12:00:00.5Z"), "2026-01-15T12:00:00.500000000Z");
  EXPECT_EQ(nearest("2025-06-01T00:00:00Z"), "2026-01-01T00:00:00.000000000Z");
  EXPECT_EQ(nearest("2026-11-29T00:00:00Z"), "2026-02-01T00:00:00.000000000Z");
  EXPECT_FALSE(nearest_signed_time(Zone::from_text(without(good, "RRSIG")).value(), january()));
}

}  // namespace
}  // namespace tocsin::zone::test
