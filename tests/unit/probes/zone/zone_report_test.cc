#include "probes/zone/zone_report.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "core/zone/verify.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

ZoneReport sample() {
  return {.serial = 2026010100,
          .digest = record::sample::digest_of(0x11),
          .records = 25'000,
          .rrsets = 2'900,
          .zonemd = zone::ZonemdVerdict::verified,
          .anchors = {20326, 38696},
          .good_until = {1'767'225'600s},
          .targets = record::sample::targets(),
          .tlds = {{.name = "no.", .ds_set = {Bytes(36, 7)}}, {.name = "se.", .ds_set = {}}},
          .root = record::sample::targets()};
}

TEST(ZoneReport, ComesBackAsItWas) {
  EXPECT_EQ(decode_zone_report(encode(sample())).value(), sample());
}

TEST(ZoneReport, CutShortAnywhereIsRefused) {
  const auto bytes = encode(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_zone_report(ByteView(bytes).first(size))) << size;
  }
}

TEST(ZoneReport, OrAReasonIsTheWordOfAChild) {
  EXPECT_EQ(word_from(encode(sample())).value(), sample());
  EXPECT_EQ(word_from(encode_refusal("bogus")).error().text, "bogus");
  EXPECT_EQ(word_from(encode_refusal(std::string(9999, 'x'))).error().text.size(),
            refusal_bytes_max);
  EXPECT_EQ(word_from(as_bytes("garbage")).error().text.substr(0, 21), "what the child wrote:");
}

TEST(ZoneReport, OfTldsOutOfOrderIsRefused) {
  auto report = sample();
  std::swap(report.tlds[0], report.tlds[1]);
  EXPECT_EQ(decode_zone_report(encode(report)).error().fault, cbor::Fault::unacceptable);
}

std::string text_of(const std::string& name) {
  std::ifstream file(TOCSIN_SOURCE_DIR "/tests/unit/core/zone/zones/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(ZoneReport, HasTheTargetsAndDsSetsOfAVerifiedZone) {
  auto zone = zone::Zone::from_text(text_of("signed.zone")).value();
  const auto anchors = zone::anchors_from(text_of("anchor.ds")).value();
  const auto at = from_rfc3339("2026-01-15T00:00:00Z").value();
  const auto verified = zone::verify(zone, anchors, at, zone::WithoutZonemd::refuse);
  ASSERT_TRUE(verified) << to_text(verified.error());
  const auto report = report_of(*verified);
  EXPECT_EQ(report.tlds.size(), zone.delegations().size());
  EXPECT_FALSE(report.targets.endpoints.empty());
  EXPECT_EQ(report.good_until, verified->proof().good_until);
  ASSERT_EQ(report.root.endpoints.size(), 1U);
  EXPECT_EQ(report.root.endpoints.front().server, "a.root-servers.test.");
}

}  // namespace
}  // namespace tocsin::probe
