#include "core/bundle/stamp_findings.h"

#include <gmock/gmock.h>

#include "core/bundle/clocks.h"
#include "tests/support/bundle/made_up_bundle.h"

namespace tocsin::bundle {
namespace {

using namespace std::chrono_literals;
using crypto::MadeUpAuthority;
using testing::ElementsAre;
using testing::IsEmpty;

// The last batch closes six minutes past noon.
struct ClaimStamps : testing::Test {
  MadeUpBundle bundle;
  MadeUpAuthority tsa{"tsa.example"};
  MadeUpAuthority other{"tsa.other.example"};
  TimeAuthorities both{{"tsa", {tsa.root()}}, {"other", {other.root()}}};

  ClaimStamps() {
    auto& probe = bundle.enter("NO", "no-1");
    bundle.begin();
    bundle.watch({&probe}, 0, 6);
  }
  crypto::StampWish at(Duration after_noon) const { return {.time = bundle.noon + after_noon}; }
  ClaimStamp by(const std::string& name, Duration after_noon) const {
    return {name, bundle.noon + after_noon};
  }
};

TEST_F(ClaimStamps, AreTheEarliestOfEachAuthorityAtTheLatestThatItCanMean) {
  bundle.stamp_end(tsa, at(21min));
  bundle.stamp_end(tsa, at(20min));
  bundle.stamp_end(other, at(30min));
  EXPECT_THAT(bundle.claim(both).stamps,
              ElementsAre(by("other", 30min + 500ms), by("tsa", 20min + 500ms)));
}

TEST_F(ClaimStamps, AreOfNobodyWhoIsNotBelieved) {
  bundle.stamp_end(tsa, at(20min));
  EXPECT_THAT(bundle.claim().stamps, IsEmpty());
  EXPECT_THAT(bundle.claim({{"other", {other.root()}}}).stamps, IsEmpty());
  EXPECT_THAT(bundle.claim({{"tsa", {}}}).stamps, IsEmpty());
}

TEST_F(ClaimStamps, AreNoneWhereNothingIsStamped) {
  EXPECT_THAT(bundle.claim(both).stamps, IsEmpty());
}

TEST_F(ClaimStamps, AreNoneOfAClockThatIsBehindTheBatches) {
  const auto newest = bundle.claim().newest - bundle.noon;
  bundle.stamp_end(tsa, at(newest - clocks_apart_max - 1s));
  bundle.stamp_end(other, at(newest - clocks_apart_max));
  EXPECT_THAT(bundle.claim(both).stamps,
              ElementsAre(by("other", newest - clocks_apart_max + 500ms)));
}

TEST_F(ClaimStamps, AreNoneOfSomethingElse) {
  auto wish = at(20min);
  wish.imprint = Digest{1};
  bundle.stamp_end(tsa, wish);
  EXPECT_THAT(bundle.claim(both).stamps, IsEmpty());
}

TEST_F(ClaimStamps, ComeWithTheCertificatesThatTheyRestOn) {
  bundle.stamp_end(tsa, at(20min));
  const auto head = claim_head_from(to_json(bundle.claim(both)));
  ASSERT_TRUE(head) << head.error().text;
  EXPECT_EQ(head->authorities, both);
}

TEST_F(ClaimStamps, OfAuthoritiesThatAreNoneAreRefused) {
  const auto json = to_json(bundle.claim({{"tsa", {Bytes{1, 2, 3}}}}));
  const auto with = [&](const std::string& old, const std::string& by) {
    auto text = json;
    const auto at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return text.replace(at, old.size(), by);
  };
  EXPECT_TRUE(claim_head_from(json));
  EXPECT_TRUE(claim_head_from(with("\"tsa\"", "\"" + std::string(64, 'a') + "\"")));
  EXPECT_FALSE(claim_head_from(with("\"tsa\"", "\"" + std::string(65, 'a') + "\"")));
  EXPECT_FALSE(claim_head_from(with("\"tsa\"", "\"\"")));
  EXPECT_FALSE(claim_head_from(with("\"AQID\"", "\"AQI\"")));
  EXPECT_FALSE(claim_head_from(with("\"AQID\"", "7")));
  EXPECT_FALSE(claim_head_from(with("\"authorities\"", "\"authority\"")));
}

TEST(ClaimAuthorities, HaveLimits) {
  TimeAuthorities many;
  for (std::size_t i = 0; i < authorities_max; ++i) many[std::to_string(i)] = {};
  EXPECT_TRUE(check_authorities(many));
  many["0"].resize(authority_certificates_max);
  EXPECT_TRUE(check_authorities(many));
  many["1"].resize(1);
  EXPECT_FALSE(check_authorities(many));
  many["1"].clear();
  many["one more"] = {};
  EXPECT_FALSE(check_authorities(many));
}

}  // namespace
}  // namespace tocsin::bundle
