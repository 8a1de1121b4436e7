#include "tests/lab/model/fault.h"

#include <gmock/gmock.h>

#include "tests/unit/lab/lab_fixtures.h"

namespace tocsin::lab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

Result<FaultPlan> plan(const std::vector<std::string>& words) {
  static const auto topology = full_topology(two_letters());
  const auto request = fault_from(words);
  if (!request) return tl::unexpected(request.error());
  return plan_fault(topology, *request);
}

std::string refusal(const std::vector<std::string>& words) {
  const auto result = plan(words);
  return result ? "accepted" : result.error().text;
}

TEST(Fault, BlackholeOfOneFamilyDropsAtBothInstances) {
  const auto fault = plan({"blackhole", "letter=k", "family=ipv4"});
  ASSERT_TRUE(fault);
  ASSERT_THAT(fault->filters, SizeIs(2));
  EXPECT_EQ(fault->filters[0].host, "iad");
  EXPECT_EQ(fault->filters[1].host, "nrt");
  EXPECT_THAT(fault->filters[0].input, ElementsAre("ip daddr 193.0.14.129 drop"));
}

TEST(Fault, DeadLetterDropsBothFamilies) {
  const auto fault = plan({"dead-letter", "letter=k"});
  ASSERT_TRUE(fault);
  EXPECT_THAT(fault->filters[1].input,
              ElementsAre("ip daddr 193.0.14.129 drop", "ip6 daddr 2001:7fd::1 drop"));
}

TEST(Fault, CrashOfOneSiteKillsOneInstance) {
  EXPECT_THAT(plan({"crash", "letter=k", "site=nrt"})->crashes, ElementsAre("k2.nrt.lab"));
  EXPECT_THAT(plan({"crash", "letter=k"})->crashes, ElementsAre("k1.iad.lab", "k2.nrt.lab"));
}

TEST(Fault, WithdrawOfASiteTakesAllItsLetters) {
  EXPECT_THAT(plan({"withdraw", "site=iad"})->withdrawals, SizeIs(4));
  EXPECT_THAT(plan({"withdraw", "site=iad", "letter=k"})->withdrawals, SizeIs(2));
}

TEST(Fault, IsolationLetsOnlyTheCollectorThrough) {
  const auto kept = plan({"isolate", "country=no"});
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->filters[0].host, "no-border");
  EXPECT_EQ(kept->filters[0].forward.front(), "ip daddr 10.50.0.10 accept");
  EXPECT_EQ(kept->filters[0].forward.back(), "oifname \"to-eu\" drop");
  EXPECT_THAT(plan({"isolate", "country=no", "collector=lose"})->filters[0].forward, SizeIs(2));
}

TEST(Fault, ACutLineIsSilentToWhoSendsIntoIt) {
  const auto fault = plan({"cut-line", "country=no"});
  ASSERT_TRUE(fault);
  ASSERT_THAT(fault->filters, SizeIs(1));
  EXPECT_EQ(fault->filters[0].host, "no-border");
  EXPECT_THAT(fault->filters[0].forward,
              ElementsAre("iifname \"to-no\" drop", "oifname \"to-no\" drop"));
}

TEST(Fault, LossLiesOnTheCountrysCable) {
  const auto topology = full_topology(two_letters());
  const auto fault = plan({"loss", "country=jp", "share=0.25"});
  ASSERT_TRUE(fault);
  EXPECT_EQ(topology.links[fault->disturbances[0].link].b, "jp-border");
  EXPECT_EQ(fault->disturbances[0].loss, 0.25);
}

TEST(Fault, V6OutageLeavesIpv4Alone) {
  const auto fault = plan({"v6-outage"});
  ASSERT_TRUE(fault);
  for (const auto& filter : fault->filters) {
    for (const auto& rule : filter.input) EXPECT_THAT(rule, HasSubstr("ip6 daddr"));
  }
  EXPECT_THAT(plan({"v6-outage", "scope=core"})->filters, SizeIs(3));
}

TEST(Fault, WhatIsNotUnderstoodIsRefusedWithTheReason) {
  EXPECT_EQ(refusal({"blackhoel", "letter=k"}),
            "There is no fault blackhoel. Did you mean blackhole?");
  EXPECT_EQ(refusal({"blackhole"}), "blackhole needs letter=");
  EXPECT_EQ(refusal({"blackhole", "letter=k", "sight=fra"}), "blackhole does not know sight=");
  EXPECT_EQ(refusal({"blackhole", "letter=z"}), "no server is letter=z");
  EXPECT_EQ(refusal({"blackhole", "letter=k", "site=fra"}), "no server is letter=k at site=fra");
  EXPECT_EQ(refusal({"isolate", "country=xx"}), "no country here is xx");
  EXPECT_EQ(refusal({"loss", "country=no", "share=2"}), "share is a number from 0 to 1, not 2");
  EXPECT_EQ(refusal({"blackhole", "letter"}), "expected KEY=VALUE, not letter");
  EXPECT_EQ(refusal({"blackhole", "letter=k", "letter=a"}), "letter= is given twice");
}

TEST(Fault, FilterIsOneTableThatCanBeDeleted) {
  EXPECT_EQ(filter_script({.host = "fra", .input = {"ip daddr 193.0.14.129 drop"}}, "fault_1_0"),
            "table inet fault_1_0 {\n"
            "  chain input {\n"
            "    type filter hook input priority 0;\n"
            "    ip daddr 193.0.14.129 drop\n"
            "  }\n"
            "}\n");
}

TEST(Fault, TextReadsAsItWasGiven) {
  EXPECT_EQ(to_text(*fault_from({"isolate", "country=no"})), "isolate country=no");
}

}  // namespace
}  // namespace tocsin::lab
