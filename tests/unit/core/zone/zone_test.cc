#include "core/zone/zone.h"

#include <gtest/gtest.h>

#include "core/zone/content.h"
#include "core/zone/targets.h"
#include "tests/unit/core/zone/zones.h"

namespace tocsin::zone::test {
namespace {

Bytes records_of(const Zone& zone) {
  Bytes bytes;
  for (const auto& record : zone.content().records) append(bytes, record.wire);
  return bytes;
}

TEST(Zone, from_text_and_from_records_it_is_the_same_zone) {
  const auto from_text = Zone::from_text(text_of("signed.zone"));
  ASSERT_TRUE(from_text);
  auto records = records_of(*from_text);
  append(records, from_text->content().records.front().wire);  // twice, as a transfer has its SOA
  const auto from_records = Zone::from_records(records);
  ASSERT_TRUE(from_records);
  EXPECT_EQ(from_records->digest(), from_text->digest());
  EXPECT_EQ(from_records->record_count(), from_text->record_count());
}

TEST(Zone, records_cut_short_anywhere_are_an_error_and_never_the_whole_zone) {
  const auto whole = Zone::from_text(text_of("signed.zone"));
  ASSERT_TRUE(whole);
  const auto records = records_of(*whole);
  for (std::size_t size = 0; size < records.size(); ++size) {
    const auto cut = Zone::from_records(ByteView(records).first(size));
    EXPECT_TRUE(!cut || cut->record_count() < whole->record_count()) << size;
  }
}

TEST(Zone, its_digest_does_not_depend_on_order_and_does_on_every_octet) {
  const auto text = text_of("signed.zone");
  const auto digest = Zone::from_text(text)->digest();
  const std::string first = "x.nic.no.\t86400\tIN\tA\t192.0.2.1\n";
  EXPECT_EQ(Zone::from_text(with(text, first, "") + first)->digest(), digest);
  EXPECT_NE(Zone::from_text(with(text, "192.0.2.1\n", "192.0.2.7\n"))->digest(), digest);
}

TEST(Zone, an_rrset_without_end_is_refused) {
  auto text = text_of("signed.zone");
  for (int i = 0; i < 257; ++i) text += "se. 86400 IN NS n" + std::to_string(i) + ".se.\n";
  const auto zone = Zone::from_text(text);
  ASSERT_FALSE(zone);
  EXPECT_EQ(to_text(zone.error()), "too_large: se. NS: records in one RRset");
}

TEST(Zone, its_delegations_have_servers_addresses_and_signers) {
  const auto zone = verified(text_of("signed.zone"));
  ASSERT_TRUE(zone);
  const auto* norway = zone->find("no.");
  ASSERT_NE(norway, nullptr);
  ASSERT_EQ(norway->servers.size(), 2U);
  EXPECT_EQ(norway->servers[0].name, "x.nic.no.");
  EXPECT_EQ(norway->servers[0].addresses.size(), 2U);
  ASSERT_EQ(norway->signers.size(), 1U);
  EXPECT_EQ(norway->signers[0].digest.size(), 32U);
  EXPECT_EQ(zone->find("nu."), nullptr);
  EXPECT_EQ(zone->find("x.nic.no."), nullptr);
}

TEST(Zone, its_targets_are_every_address_of_every_server_and_the_rest_is_named) {
  const auto zone = verified(text_of("signed.zone"));
  ASSERT_TRUE(zone);
  const auto targets = targets_of(*zone);
  ASSERT_EQ(targets.endpoints.size(), 4U);
  EXPECT_EQ(targets.endpoints[0].zone, "no.");
  EXPECT_EQ(plan::to_text(targets.endpoints[0].address), "192.0.2.1");
  EXPECT_EQ(servers_without_address(*zone), std::vector<std::string>{"ns.elsewhere.se."});
}

}  // namespace
}  // namespace tocsin::zone::test
