#include "core/plan/target.h"

#include <gtest/gtest.h>

namespace tocsin::plan {
namespace {

std::string rewritten(std::string_view text) {
  const auto address = address_from(text);
  return address ? to_text(*address) : "nothing";
}

TEST(Address, IsWrittenAsRfc5952Recommends) {
  EXPECT_EQ(rewritten("193.0.14.129"), "193.0.14.129");
  EXPECT_EQ(rewritten("2001:7FD:0:0:0:0:0:1"), "2001:7fd::1");
  EXPECT_EQ(rewritten("2001:0db8::0001"), "2001:db8::1");
  EXPECT_EQ(rewritten("2001:db8:0:1:1:1:1:1"), "2001:db8:0:1:1:1:1:1");
  EXPECT_EQ(rewritten("2001:db8:0:0:1:0:0:1"), "2001:db8::1:0:0:1");
  EXPECT_EQ(rewritten("::"), "::");
}

TEST(Address, KnowsItsFamily) {
  EXPECT_EQ(address_from("193.0.14.129")->family, Family::v4);
  EXPECT_EQ(address_from("2001:7fd::1")->family, Family::v6);
}

TEST(Address, RefusesWhatIsNotExactlyOne) {
  using namespace std::string_view_literals;
  for (const auto text : {""sv,
                          "193.0.14"sv,
                          "193.0.14.256"sv,
                          "193.0.014.129"sv,
                          "193.0.14.129 "sv,
                          " 193.0.14.129"sv,
                          "193.0.14.129:53"sv,
                          "193.0.14.129/32"sv,
                          "0x7f.1"sv,
                          "k.root-servers.net."sv,
                          "2001:7fd:::1"sv,
                          "2001:7fd::1%eth0"sv,
                          "[2001:7fd::1]"sv,
                          "1:2:3:4:5:6:7:8:9"sv,
                          "193.0.14.129\0"sv,
                          "193.0.14.129\0.1"sv}) {
    EXPECT_EQ(address_from(text), std::nullopt) << text;
  }
}

TEST(RootLetter, IsThatOfARootServersNameOnly) {
  const auto letter = [](std::string server) { return root_letter({".", std::move(server), {}}); };
  EXPECT_EQ(letter("a.root-servers.net."), 'a');
  EXPECT_EQ(letter("m.root-servers.net."), 'm');
  for (const char* other : {"",
                            "n.root-servers.net.",
                            "aa.root-servers.net.",
                            ".root-servers.net.",
                            "a.root-servers.net",
                            "a.root-servers.org.",
                            "K.root-servers.net."}) {
    EXPECT_EQ(letter(other), std::nullopt) << other;
  }
}

}  // namespace
}  // namespace tocsin::plan
