#include "tests/lab/model/network_script.h"

#include <gmock/gmock.h>

#include "tests/lab/model/cabling.h"

namespace tocsin::lab {
namespace {

using testing::HasSubstr;

Topology two_hosts(std::chrono::microseconds delay) {
  Topology topology;
  topology.hosts = {{.name = "eu", .addresses = {"193.0.14.129", "2001:7fd::1"}},
                    {.name = "us", .routes = default_routes("10.0.0.0", "fd00:0:0:1::")}};
  connect(topology, "eu", "us", delay);
  return topology;
}

std::string path(const std::string& host) {
  return "/ns/" + host;
}

TEST(NetworkScript, JoinsTwoHostsByOnePair) {
  EXPECT_EQ(cable_script(two_hosts({}), path),
            "link add to-us netns /ns/eu address 02:00:00:00:00:0a type veth "
            "peer name to-eu netns /ns/us address 02:00:00:00:00:0b\n");
}

TEST(NetworkScript, LeadsADelayedCableThroughTheWire) {
  const auto script = cable_script(two_hosts(std::chrono::milliseconds(5)), path);
  EXPECT_THAT(script,
              HasSubstr("link add to-us netns /ns/eu address 02:00:00:00:00:0a type veth "
                        "peer name w0a netns /ns/wire\n"));
  EXPECT_THAT(script,
              HasSubstr("link add w0b netns /ns/wire type veth "
                        "peer name to-eu netns /ns/us address 02:00:00:00:00:0b\n"));
}

TEST(NetworkScript, GivesEachEndItsAddressAndItsNeighbour) {
  const auto topology = two_hosts({});
  const auto script = host_script(topology, topology.hosts[1]);
  EXPECT_THAT(script, HasSubstr("addr add 10.0.0.1/31 dev to-eu\n"));
  EXPECT_THAT(script, HasSubstr("addr add fd00:0:0:1::1/127 dev to-eu nodad\n"));
  EXPECT_THAT(script,
              HasSubstr("neigh replace 10.0.0.0 lladdr 02:00:00:00:00:0a dev to-eu nud permanent"));
  EXPECT_THAT(script, HasSubstr("route add ::/0 via fd00:0:0:1::\n"));
}

TEST(NetworkScript, PutsServiceAddressesOnTheLoopback) {
  const auto topology = two_hosts({});
  const auto script = host_script(topology, topology.hosts[0]);
  EXPECT_THAT(script, HasSubstr("addr add 193.0.14.129/32 dev lo\n"));
  EXPECT_THAT(script, HasSubstr("addr add 2001:7fd::1/128 dev lo nodad\n"));
}

}  // namespace
}  // namespace tocsin::lab
