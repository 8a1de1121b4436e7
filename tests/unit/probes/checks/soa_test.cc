#include "probes/checks/soa.h"

#include <gtest/gtest.h>

#include "tests/support/dns/reply_builder.h"

namespace tocsin::probe {
namespace {

TEST(SoaQuery, AsksForTheZonesSoaAndNsidAndForNothingElse) {
  const auto query = soa_query("no.");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->question.name.to_text(), "no.");
  EXPECT_EQ(query->question.type, dns::Type::soa);
  EXPECT_FALSE(query->recursion_desired);
  ASSERT_TRUE(query->edns);
  EXPECT_TRUE(query->edns->ask_nsid);
  EXPECT_FALSE(query->edns->dnssec_ok);
  EXPECT_EQ(query->edns->udp_payload, 1232);
}

TEST(SoaQuery, RefusesWhatIsNoZone) {
  EXPECT_FALSE(soa_query("a..b"));
}

TEST(Skim, TakesFlagsRcodeSerialAndNsid) {
  const auto bytes = test::ReplyBuilder(*soa_query(".")).soa(2026010100).nsid("fra1.k").bytes();
  record::Measurement measurement;
  skim(*dns::parse_reply(bytes), measurement);
  EXPECT_EQ(measurement.flags, 0x8400);
  EXPECT_EQ(measurement.rcode, 0);
  EXPECT_EQ(measurement.serial, 2026010100U);
  EXPECT_EQ(measurement.nsid, (Bytes{'f', 'r', 'a', '1', '.', 'k'}));
}

TEST(Skim, LeavesNothingWhereTheReplySaysNothing) {
  const auto bytes = test::ReplyBuilder(*soa_query(".")).rcode(dns::Rcode::refused).bytes();
  record::Measurement measurement;
  skim(*dns::parse_reply(bytes), measurement);
  EXPECT_EQ(measurement.rcode, 5);
  EXPECT_EQ(measurement.serial, std::nullopt);
  EXPECT_EQ(measurement.nsid, std::nullopt);
}

}  // namespace
}  // namespace tocsin::probe
