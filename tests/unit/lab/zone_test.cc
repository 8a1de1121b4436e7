#include "tests/lab/model/zone.h"

#include <gmock/gmock.h>

#include "tests/unit/lab/lab_fixtures.h"

namespace tocsin::lab {
namespace {

using testing::HasSubstr;

std::string zone_of(std::vector<std::string> tlds) {
  const auto letters = two_letters();
  return root_zone({.serial = 2026010107, .letters = letters, .tlds = tlds});
}

TEST(Zone, CarriesItsSerial) {
  EXPECT_THAT(zone_of({}), HasSubstr("a.root-servers.net. nstld.example. 2026010107 "));
}

TEST(Zone, NamesEveryLetterWithGlue) {
  const auto zone = zone_of({});
  EXPECT_THAT(zone, HasSubstr(". IN NS k.root-servers.net.\n"));
  EXPECT_THAT(zone, HasSubstr("k.root-servers.net. IN A 193.0.14.129\n"));
  EXPECT_THAT(zone, HasSubstr("k.root-servers.net. IN AAAA 2001:7fd::1\n"));
}

TEST(Zone, DelegatesEachTldWithThirteenRecords) {
  const auto lines = [](const std::string& zone) { return std::ranges::count(zone, '\n'); };
  EXPECT_EQ(lines(zone_of({"no", "br"})) - lines(zone_of({})), 26);
  EXPECT_THAT(zone_of({"no"}), HasSubstr("no. 172800 IN NS d.nic.no.\n"));
}

TEST(Zone, GivesDifferentTldsDifferentDigests) {
  const auto no = zone_of({"no"});
  const auto br = zone_of({"br"});
  EXPECT_NE(no.substr(no.find(" DS ")), br.substr(br.find(" DS ")));
}

}  // namespace
}  // namespace tocsin::lab
