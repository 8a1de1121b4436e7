#include "probes/main/zone_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

ZoneReport report() {
  const auto address = *plan::address_from("192.0.2.1");
  return {.serial = 2026010100,
          .digest = {},
          .records = 12,
          .rrsets = 9,
          .zonemd = zone::ZonemdVerdict::verified,
          .anchors = {20326},
          .good_until = {1'767'225'600s},
          .targets = {{{"no.", "x.nic.no.", address}, {"se.", "x.nic.no.", address}}},
          .tlds = {{"no.", {}}, {"se.", {}}},
          .root = {}};
}

const ZoneEffort effort{.took = 5ms, .resident_bytes_max = 4096};

TEST(ZoneText, IsALineForEachField) {
  const auto table = as_table(report(), effort);
  EXPECT_THAT(table, HasSubstr("serial              2026010100\n"));
  EXPECT_THAT(table, HasSubstr("zonemd              verified\n"));
  EXPECT_THAT(table, HasSubstr("good_until          2026-01-01T00:00:00.000000000Z\n"));
}

TEST(ZoneText, CountsWhatTheZoneHas) {
  const auto json = nlohmann::json::parse(as_json(report(), effort));
  EXPECT_EQ(json["tlds"], 2);
  EXPECT_EQ(json["name_servers"], 1);
  EXPECT_EQ(json["endpoints"], 2);
  EXPECT_EQ(json["took_ns"], 5'000'000);
}

}  // namespace
}  // namespace tocsin::probe
