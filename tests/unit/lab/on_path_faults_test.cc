#include "tests/lab/model/on_path_faults.h"

#include <gmock/gmock.h>

#include "tests/unit/lab/lab_fixtures.h"

namespace tocsin::lab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const Topology& topology() {
  static const auto full = full_topology(two_letters());
  return full;
}

Result<FaultPlan> plan(const std::vector<std::string>& words) {
  const auto request = fault_from(words);
  if (!request) return tl::unexpected(request.error());
  return plan_fault(topology(), *request);
}

std::string refusal(const std::vector<std::string>& words) {
  const auto result = plan(words);
  return result ? "accepted" : result.error().text;
}

TEST(OnPathFaults, SlowTcpStandsOnTheCountrysCable) {
  const auto fault = plan({"slow-tcp", "letter=k", "country=no", "family=ipv4", "how=stall"});
  ASSERT_TRUE(fault);
  ASSERT_THAT(fault->meddlings, SizeIs(1));
  EXPECT_EQ(topology().links[fault->meddlings[0].link].b, "no-border");
  EXPECT_EQ(fault->meddlings[0].how, "stall-tcp");
  EXPECT_EQ(plan({"slow-tcp", "letter=k", "country=no"})->meddlings[1].how, "drip-tcp");
}

TEST(OnPathFaults, TheBorderChangesOrDropsWhatComesFromTheLetter) {
  const auto far = plan({"hop-limit", "letter=k", "country=no", "to=30"});
  ASSERT_TRUE(far);
  EXPECT_EQ(far->filters[0].host, "no-border");
  EXPECT_THAT(far->filters[0].forward,
              ElementsAre("ip saddr 193.0.14.129 ip ttl set 30",
                          "ip6 saddr 2001:7fd::1 ip6 hoplimit set 30"));
  EXPECT_THAT(plan({"drop-large", "letter=k", "country=no", "family=ipv6"})->filters[0].forward,
              ElementsAre("ip6 saddr 2001:7fd::1 meta length > 1000 drop"));
}

TEST(OnPathFaults, RateLimitIsAtEachOfTheLettersSites) {
  const auto fault = plan({"rate-limit", "letter=k", "family=ipv4"});
  ASSERT_TRUE(fault);
  ASSERT_THAT(fault->filters, SizeIs(2));
  EXPECT_THAT(fault->filters[0].input,
              ElementsAre("ip daddr 193.0.14.129 udp dport 53 limit rate over 3/minute burst 1 "
                          "packets drop"));
}

TEST(OnPathFaults, InterceptionLeadsQueriesToAResolverAtTheBorder) {
  const auto fault = plan({"intercept", "letter=k", "country=br", "family=ipv4"});
  ASSERT_TRUE(fault);
  EXPECT_THAT(filter_script(fault->filters[0], "t"),
              HasSubstr("chain prerouting {\n    type nat hook prerouting priority 0;\n"
                        "    ip daddr 193.0.14.129 udp dport 53 dnat ip to 10.99.0.53\n"));
  ASSERT_THAT(fault->impostors, SizeIs(1));
  EXPECT_EQ(fault->impostors[0].host, "br-border");
  EXPECT_EQ(fault->impostors[0].kind, Instance::Kind::recursor);
}

TEST(OnPathFaults, AHijackAnnouncesAMoreSpecificRouteToAServerOfItsOwn) {
  const auto fault = plan({"hijack", "letter=k", "family=ipv4", "from=us"});
  ASSERT_TRUE(fault);
  ASSERT_THAT(fault->hijacks, SizeIs(1));
  EXPECT_EQ(fault->hijacks[0].protocol, "hijack_k_v4");
  ASSERT_THAT(fault->impostors, SizeIs(1));
  EXPECT_EQ(fault->impostors[0].name, "rogue-k.world-us.lab");
  EXPECT_THAT(fault->impostors[0].addresses, ElementsAre("193.0.14.129"));
  EXPECT_THAT(plan({"hijack", "letter=k"})->hijacks, SizeIs(2));
}

TEST(OnPathFaults, WhatIsNotUnderstoodIsRefusedWithTheReason) {
  EXPECT_EQ(refusal({"slow-tcp", "letter=k", "country=no", "how=fast"}),
            "how is drip or stall, not fast");
  EXPECT_EQ(refusal({"small-mtu", "country=no", "mtu=600"}),
            "mtu is a number from 1280 to 1500, not 600");
  EXPECT_EQ(refusal({"drop-large", "letter=k", "country=no", "bytes=many"}),
            "bytes is a number, not many");
  EXPECT_EQ(refusal({"hop-limit", "letter=k", "country=no", "to=1"}),
            "to is a number from 2 to 255, not 1");
  EXPECT_EQ(refusal({"hijack", "letter=k", "from=fra"}), "no region's router is fra");
  EXPECT_EQ(refusal({"intercept", "letter=k", "country=xx"}), "no country here is xx");
}

}  // namespace
}  // namespace tocsin::lab
