#include "daemon/enrol/probe_name.h"

#include <gtest/gtest.h>

namespace tocsin::collector {
namespace {

TEST(ProbeName, IsALabelInLowerCase) {
  for (const auto* name : {"no-1", "a", "1", "x--y"}) EXPECT_TRUE(is_probe_name(name)) << name;
  for (const auto* name : {"", "-a", "a-", "No-1", "a.b", "a/b", "a b", "\xc3\xa9"}) {
    EXPECT_FALSE(is_probe_name(name)) << name;
  }
  EXPECT_TRUE(is_probe_name(std::string(probe_name_max, 'a')));
  EXPECT_FALSE(is_probe_name(std::string(probe_name_max + 1, 'a')));
}

TEST(ProbeUri, HoldsTheName) {
  const auto uri = probe_uri("geneva.example", "no-1");
  EXPECT_EQ(uri, "spiffe://geneva.example/probe/no-1");
  EXPECT_EQ(probe_of_uri("geneva.example", uri), "no-1");
}

TEST(ProbeUri, IsNobodysWhereItIsNotExactlyOfThisCollector) {
  for (const auto* uri : {"spiffe://other.example/probe/no-1",
                          "spiffe://geneva.example/probe/",
                          "spiffe://geneva.example/probe/no-1/x",
                          "spiffe://geneva.example/witness/no-1",
                          "spiffe://geneva.example.evil/probe/no-1",
                          ""}) {
    EXPECT_FALSE(probe_of_uri("geneva.example", uri)) << uri;
  }
}

}  // namespace
}  // namespace tocsin::collector
