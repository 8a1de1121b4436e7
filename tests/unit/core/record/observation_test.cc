#include "core/record/observation.h"

#include <gtest/gtest.h>

#include "tests/support/dns/reply_builder.h"

namespace tocsin::record {
namespace {

test::ReplyBuilder reply() {
  return test::ReplyBuilder(query_for({.edns = QuestionEdns{.nsid = true}}, ".").value());
}

TEST(Skim, TakesFlagsRcodeSerialAndNsid) {
  const auto bytes = reply().soa(2026010100).nsid("fra1.k").bytes();
  const auto heard = skim(dns::parse_reply(bytes).value());
  EXPECT_EQ(heard.flags, 0x8400);
  EXPECT_EQ(heard.rcode, 0);
  EXPECT_EQ(heard.serial, 2026010100U);
  EXPECT_EQ(heard.nsid, (Bytes{'f', 'r', 'a', '1', '.', 'k'}));
  EXPECT_EQ(heard.reply, bytes);
}

TEST(Skim, LeavesNothingWhereTheReplySaysNothing) {
  const auto bytes = reply().rcode(dns::Rcode::refused).bytes();
  const auto heard = skim(dns::parse_reply(bytes).value());
  EXPECT_EQ(heard.rcode, 5);
  EXPECT_EQ(heard.serial, std::nullopt);
  EXPECT_EQ(heard.nsid, std::nullopt);
}

}  // namespace
}  // namespace tocsin::record
