#include "core/plan/root_hints.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace tocsin::plan {
namespace {

using testing::HasSubstr;

const std::string small =
    "; a comment\n"
    ".                   3600000  NS    A.ROOT-SERVERS.NET.\n"
    "A.ROOT-SERVERS.NET. 3600000  A     198.41.0.4 ; VeriSign\n"
    "\n"
    "a.root-servers.net. IN  AAAA  2001:503:ba3e::2:30\r\n";

std::string refusal(const std::string& hints) {
  const auto targets = root_targets_from(hints);
  return targets ? "accepted" : targets.error().text;
}

TEST(RootHints, GiveEachAddressOfEachNameServer) {
  const auto targets = root_targets_from(small);
  ASSERT_TRUE(targets) << targets.error().text;
  const std::string a = "a.root-servers.net.";
  const TargetSet expected{
      {{".", a, *address_from("198.41.0.4")}, {".", a, *address_from("2001:503:ba3e::2:30")}}};
  EXPECT_EQ(*targets, expected);
}

TEST(RootHints, AreRefusedWithTheLineThatIsWrong) {
  const std::string a_ns = ". NS a.root-servers.net.\n";
  EXPECT_EQ(refusal("\n. NS\n"), "line 2: this is not NAME [TTL] [IN] TYPE DATA");
  EXPECT_THAT(refusal(". NS evil.example.\n"), HasSubstr("line 1: evil.example. is not one of"));
  EXPECT_THAT(refusal("no. NS a.root-servers.net.\n"), HasSubstr("only \".\" has name servers"));
  EXPECT_THAT(refusal(a_ns + "a.root-servers.net. A 2001:db8::1\n"),
              HasSubstr("line 2: 2001:db8::1 is not an address of type a"));
  EXPECT_THAT(refusal(a_ns + "a.root-servers.net. TXT x\n"), HasSubstr("not txt"));
}

TEST(RootHints, AreRefusedWhereSomethingIsMissing) {
  EXPECT_EQ(refusal(""), "there is no name server of the root");
  EXPECT_EQ(refusal(". NS a.root-servers.net.\n"), "there is no address of a.root-servers.net.");
  EXPECT_EQ(refusal(small + "b.root-servers.net. A 192.0.2.1\n"),
            "b.root-servers.net. is not a name server of the root");
}

TEST(RootHints, AreTotalOverEveryTruncation) {
  for (std::size_t length = 0; length <= small.size(); ++length) {
    const auto targets = root_targets_from(small.substr(0, length));
    EXPECT_LE(targets ? targets->endpoints.size() : 0, 2U) << length;
  }
}

TEST(CompiledRootTargets, AreThirteenLettersInBothFamiliesInOrder) {
  const auto endpoints = compiled_root_targets().endpoints;
  std::set<std::pair<char, Family>> seen;
  for (const auto& endpoint : endpoints) {
    EXPECT_EQ(endpoint.zone, ".");
    seen.emplace(root_letter(endpoint).value_or('?'), endpoint.address.family);
  }
  EXPECT_EQ(endpoints.size(), 26U);
  EXPECT_EQ(seen.size(), 26U);
  EXPECT_TRUE(std::ranges::is_sorted(endpoints));
}

TEST(CompiledRootTargets, AreThoseOfTheHintsThatDebianShips) {
  std::ifstream file("/usr/share/dns/root.hints");
  if (!file) GTEST_SKIP() << "/usr/share/dns/root.hints is absent (package dns-root-data)";
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto targets = root_targets_from(text);
  ASSERT_TRUE(targets) << targets.error().text;
  EXPECT_EQ(*targets, compiled_root_targets());
}

}  // namespace
}  // namespace tocsin::plan
