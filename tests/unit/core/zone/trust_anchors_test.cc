#include "core/zone/trust_anchors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "core/base/hex.h"

namespace tocsin::zone {
namespace {

std::string xml_of(const std::string& key_digests) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><TrustAnchor id="1" source="s"><Zone>.</Zone>)" +
         key_digests + "</TrustAnchor>";
}

const std::string ksk_2017 =
    R"(<KeyDigest id="K" validFrom="2017-02-02T00:00:00+00:00"><KeyTag>20326</KeyTag>)"
    "<Algorithm>8</Algorithm><DigestType>2</DigestType>"
    "<Digest>E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D</Digest></KeyDigest>";

TEST(TrustAnchors, built_in_are_both_keys_of_the_rollover_and_debian_agrees) {
  ASSERT_EQ(iana_anchors().size(), 2U);
  for (const auto* path : {"/usr/share/dns/root.ds", "/usr/share/dns/root.key"}) {
    std::ifstream file(path);
    if (!file) GTEST_SKIP() << path << " is missing: install dns-root-data";
    std::ostringstream text;
    text << file.rdbuf();
    const auto anchors = anchors_from(text.str());
    ASSERT_TRUE(anchors) << anchors.error().text;
    ASSERT_EQ(anchors->size(), 2U);
    EXPECT_EQ((*anchors)[0].digest, iana_anchors()[0].digest);
    EXPECT_EQ((*anchors)[1].digest, iana_anchors()[1].digest);
  }
}

TEST(TrustAnchors, ianas_xml_gives_digest_and_times) {
  const auto anchors = anchors_from(xml_of(ksk_2017));
  ASSERT_TRUE(anchors) << anchors.error().text;
  ASSERT_EQ(anchors->size(), 1U);
  EXPECT_EQ(anchors->front().digest, iana_anchors()[0].digest);
  EXPECT_FALSE(anchors->front().holds_at(*from_rfc3339("2017-02-01T23:59:59Z")));
  EXPECT_TRUE(anchors->front().holds_at(*from_rfc3339("2017-02-02T00:00:00Z")));
}

TEST(TrustAnchors, what_is_not_understood_is_refused) {
  const std::string tag = "<KeyTag>20326</KeyTag>";
  for (const auto& text : {std::string(),
                           std::string("; only a comment\n"),
                           std::string("no. IN DS 1 8 2 00\n"),
                           std::string(". IN A 192.0.2.1\n"),
                           std::string("rubbish\n"),
                           xml_of(""),
                           xml_of("<!-- " + ksk_2017 + " -->"),
                           xml_of("<KeyDigest>" + tag + "</KeyDigest>")}) {
    EXPECT_FALSE(anchors_from(text)) << text;
  }
}

TEST(TrustAnchors, a_sha1_digest_is_no_anchor) {
  EXPECT_FALSE(anchors_from(". IN DS 20326 8 1 " + std::string(40, 'a') + "\n"));
}

}  // namespace
}  // namespace tocsin::zone
