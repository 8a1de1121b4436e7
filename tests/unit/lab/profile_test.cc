#include "tests/lab/model/profile.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/unit/lab/lab_fixtures.h"

namespace tocsin::lab {
namespace {

using testing::HasSubstr;

TEST(Profile, CageHasTwoHostsAndOneServer) {
  const auto topology = cage_topology(two_letters());
  EXPECT_EQ(topology.hosts.size(), 2u);
  ASSERT_EQ(topology.instances.size(), 1u);
  EXPECT_EQ(topology.instances.front().name, "a1.lab");
}

TEST(Profile, SmallServesEachLetterOnceOnItsOwnAddresses) {
  const auto topology = small_topology(two_letters());
  ASSERT_EQ(topology.instances.size(), 2u);
  EXPECT_EQ(topology.instances[1].addresses,
            (std::vector<std::string>{"193.0.14.129", "2001:7fd::1"}));
}

TEST(Profile, EveryCableEndsAtKnownHosts) {
  for (const auto* profile : {"cage", "small", "full"}) {
    const auto topology = topology_of(profile, two_letters());
    ASSERT_TRUE(topology) << profile;
    for (const auto& link : topology->links) {
      EXPECT_NE(find_host(*topology, link.a), nullptr) << link.a;
      EXPECT_NE(find_host(*topology, link.b), nullptr) << link.b;
    }
  }
}

TEST(Profile, FullServesEachLetterAtTwoSites) {
  const auto topology = full_topology(two_letters());
  const auto instances = instances_of(topology, 'k');
  ASSERT_EQ(instances.size(), 2u);
  EXPECT_EQ(instances[0]->name, "k1.iad.lab");
  EXPECT_EQ(instances[1]->name, "k2.nrt.lab");
}

TEST(Profile, FullNamesFitIntoInterfaceNames) {
  constexpr std::size_t interface_name_max = 15;
  for (const auto& host : full_topology(two_letters()).hosts) {
    EXPECT_LE(interface_to(host.name).size(), interface_name_max) << host.name;
  }
}

TEST(Profile, FullAddressesAreUnique) {
  std::set<std::string> seen;
  for (const auto& host : full_topology(two_letters()).hosts) {
    for (const auto& address : host.addresses) {
      if (host.role == Role::site) continue;  // anycast
      EXPECT_TRUE(seen.insert(address).second) << address;
    }
  }
}

TEST(Profile, UnknownNamesAreRefusedWithTheKnownOnes) {
  const auto topology = topology_of("huge", two_letters());
  ASSERT_FALSE(topology);
  EXPECT_THAT(topology.error().text, HasSubstr("cage, small, full"));
}

}  // namespace
}  // namespace tocsin::lab
