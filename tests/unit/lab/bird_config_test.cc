#include "tests/lab/model/bird_config.h"

#include <gmock/gmock.h>

#include "tests/unit/lab/lab_fixtures.h"

namespace tocsin::lab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string config_of(const std::string& host) {
  const auto topology = full_topology(two_letters());
  return bird_config(topology, *find_host(topology, host));
}

TEST(BirdConfig, ASiteOriginatesItsLettersBehindTheirOwnNumber) {
  const auto config = config_of("fra");
  EXPECT_THAT(config,
              HasSubstr("protocol static letter_a_v4 { ipv4; route 198.41.0.0/24 unreachable { "
                        "bgp_path.prepend(397197); }; }"));
  EXPECT_THAT(config, Not(HasSubstr("letter_k")));
}

TEST(BirdConfig, ARouterLeadsToTheCountriesBehindIt) {
  EXPECT_THAT(config_of("as"), HasSubstr("route 10.10.5.0/24 via 10.0.0."));
  EXPECT_THAT(config_of("eu"), Not(HasSubstr("route 10.10.5.0/24")));
}

TEST(BirdConfig, ARouterPeersWithEachNeighbourThatSpeaksInBothFamilies) {
  const auto config = config_of("eu");
  for (const auto* session : {"to_us_v4", "to_us_v6", "to_as_v4", "to_fra_v6"}) {
    EXPECT_THAT(config, HasSubstr(std::string("protocol bgp ") + session + " {"));
  }
  EXPECT_THAT(config, Not(HasSubstr("to_no_border")));
}

TEST(BirdConfig, ARouterCanClaimALetterAndDoesNotUntilItIsTold) {
  EXPECT_THAT(
      config_of("as"),
      HasSubstr("protocol static hijack_k_v4 { disabled; ipv4; route 193.0.14.128/25 via "));
  EXPECT_THAT(config_of("as"),
              HasSubstr("protocol static hijack_k_v6 { disabled; ipv6; route 2001:7fd::/49 via "));
}

TEST(BirdConfig, ALetterIsWithdrawnByTheProtocolsOfBothFamilies) {
  const auto topology = full_topology(two_letters());
  EXPECT_THAT(protocols_of(*find_host(topology, "iad"), "letter_k"),
              ElementsAre("letter_k_v4", "letter_k_v6"));
  EXPECT_THAT(protocols_of(*find_host(topology, "fra"), "letter_k"), IsEmpty());
}

}  // namespace
}  // namespace tocsin::lab
