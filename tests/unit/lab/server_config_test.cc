#include "tests/lab/model/server_config.h"

#include <gmock/gmock.h>

namespace tocsin::lab {
namespace {

using testing::HasSubstr;

ServerPlan plan_for(Vendor vendor) {
  return plan_server({.name = "k1.fra.lab",
                      .letter = 'k',
                      .host = "fra",
                      .vendor = vendor,
                      .addresses = {"193.0.14.129", "2001:7fd::1"}},
                     "/run/k1",
                     "/run/named");
}

TEST(ServerConfig, EveryVendorSaysTheInstanceByNsid) {
  EXPECT_THAT(plan_for(Vendor::knot).config, HasSubstr("nsid: \"k1.fra.lab\""));
  EXPECT_THAT(plan_for(Vendor::nsd).config, HasSubstr("nsid: \"ascii_k1.fra.lab\""));
  EXPECT_THAT(plan_for(Vendor::bind).config, HasSubstr("server-id \"k1.fra.lab\";"));
}

TEST(ServerConfig, EveryVendorListensOnBothFamilies) {
  EXPECT_THAT(plan_for(Vendor::knot).config,
              HasSubstr("listen: [ \"193.0.14.129@53\", \"2001:7fd::1@53\" ]"));
  EXPECT_THAT(plan_for(Vendor::nsd).config, HasSubstr("ip-address: 2001:7fd::1\n"));
  EXPECT_THAT(plan_for(Vendor::bind).config, HasSubstr("listen-on-v6 port 53 { 2001:7fd::1; };"));
}

TEST(ServerConfig, BindIsTheGivenCopyOfNamed) {
  EXPECT_EQ(plan_for(Vendor::bind).command.front(), "/run/named");
}

TEST(ServerConfig, AReferenceServerDoesNotServeTheRoot) {
  const auto plan =
      plan_server({.name = "ref", .host = "w", .addresses = {"10.40.1.53"}}, "/r", "");
  EXPECT_THAT(plan.config, HasSubstr("domain: \"ref.lab.\""));
}

}  // namespace
}  // namespace tocsin::lab
