// Bundles whose end authorities have stamped, read with policies that name them or do not.
#include <gmock/gmock.h>

#include <sstream>

#include "audit/bundle_audit.h"
#include "audit/verify_json.h"
#include "audit/verify_text.h"
#include "core/base/base64.h"
#include "core/bundle/report.h"
#include "core/crypto/public_key_text.h"
#include "core/crypto/sha256.h"
#include "tests/support/bundle/made_up_bundle.h"

namespace tocsin::audit {
namespace {

using namespace std::chrono_literals;
using bundle::MadeUpBundle;
using crypto::MadeUpAuthority;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Noon plus so much: the witnesses saw the end at ten past, what is stamped at a quarter past.
struct StampedClaim : testing::Test {
  MadeUpBundle bundle;
  MadeUpAuthority tsa{"tsa.example"};
  MadeUpAuthority other{"tsa.other.example"};
  collector::ScriptedProbe& probe = bundle.enter("NO", "no-1");

  void begin() {
    bundle.begin();
    bundle.watch({&probe}, 0, 6);
  }
  crypto::StampWish at(Duration after_noon) const { return {.time = bundle.noon + after_noon}; }

  static std::string line(const std::string& name, const MadeUpAuthority& authority) {
    return "authority " + name + " " + to_base64(authority.root()) + "\n";
  }
  std::string policy_text(const std::string& more) const {
    std::string text = "log " + to_text(bundle.log.key()) + "\n";
    const auto& [name, key] = bundle.witnesses[0];
    const auto known = tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key.public_key());
    text += "witness w " + to_text(known) + "\nquorum w\ncountry NO ";
    text += crypto::to_text(MadeUpBundle::country_key("NO").public_key()) + "\n";
    return text + more;
  }
  BundleAudit audit(const std::string& more) {
    const auto policy = parse_trust_policy(policy_text(more));
    EXPECT_TRUE(policy) << policy.error().text;
    return audit_bundle(bundle.with_claim(), *policy);
  }
  // "yes: ..." or "no: ...", of the rung; everything else must hold.
  std::string rung(const std::string& more) {
    std::string found;
    for (const auto& rung : audit(more).ladder) {
      const bool holds = rung.holds == Rung::Holds::yes;
      if (rung.name == "TIMESTAMPED") {
        found = (holds ? "yes: " : "no: ") + rung.said;
      } else {
        EXPECT_TRUE(holds) << rung.name << " " << rung.said;
      }
    }
    return found;
  }
};

TEST_F(StampedClaim, SaysByWhenTheRangeWasThere) {
  begin();
  bundle.stamp_end(tsa, at(20min));
  EXPECT_EQ(rung(line("tsa", tsa)),
            "yes: not before 2026-11-29T11:59:00Z, logged by 2026-11-29T12:10:00Z, as witnesses "
            "have signed; stamped by tsa, all of it there at the latest at 2026-11-29T12:20:01Z");
}

TEST_F(StampedClaim, WithoutTokensIsNotStamped) {
  begin();
  EXPECT_THAT(rung(line("tsa", tsa)),
              AllOf(HasSubstr("no: "), HasSubstr("no token of a time-stamping authority")));
  EXPECT_THAT(rung(""),
              AllOf(HasSubstr("yes: "), HasSubstr("no token of a time-stamping authority")));
}

TEST_F(StampedClaim, AnAuthorityThatThePolicyDoesNotNameCountsForNothing) {
  begin();
  bundle.stamp_end(tsa, at(20min));
  EXPECT_THAT(rung(""),
              AllOf(HasSubstr("yes: "),
                    HasSubstr("stamped by none; token/"),
                    HasSubstr(" does not count: is by no authority of your policy"),
                    Not(HasSubstr("at the latest"))));
  EXPECT_THAT(rung(line("other", other)),
              AllOf(HasSubstr("no: "), HasSubstr("stamped by none; you ask for 1; token/")));
}

TEST_F(StampedClaim, AsManyAuthoritiesAsThePolicyAsksFor) {
  begin();
  bundle.stamp_end(tsa, at(20min));
  bundle.stamp_end(tsa, at(21min));
  const auto both = line("tsa", tsa) + line("other", other) + "require authorities 2\n";
  EXPECT_THAT(rung(both), AllOf(HasSubstr("no: "), HasSubstr("stamped by tsa; you ask for 2")));
  bundle.stamp_end(other, at(30min));
  EXPECT_THAT(rung(both),
              AllOf(HasSubstr("yes: "),
                    HasSubstr("stamped by other, tsa, all of it there at the latest at "
                              "2026-11-29T12:30:01Z")));
  EXPECT_THAT(rung(line("tsa", tsa) + line("other", other)),
              HasSubstr("at the latest at 2026-11-29T12:20:01Z"));
}

TEST_F(StampedClaim, ATokenOfSomethingElseDoesNotCount) {
  begin();
  auto wish = at(20min);
  wish.imprint = crypto::sha256(as_bytes("something else"));
  bundle.stamp_end(tsa, wish);
  EXPECT_THAT(rung(line("tsa", tsa)),
              AllOf(HasSubstr("no: "), HasSubstr(" does not count: is of other bytes")));
}

TEST_F(StampedClaim, ATokenFromBeforeTheWitnessesSawItDoesNotCount) {
  begin();
  bundle.stamp_end(tsa, at(8min));
  EXPECT_THAT(rung(line("tsa", tsa)),
              AllOf(HasSubstr("no: "),
                    HasSubstr("does not count: is of before your witnesses saw what it stamps")));
}

TEST_F(StampedClaim, ACertificateThatHadExpiredDoesNotCount) {
  begin();
  MadeUpAuthority expired("tsa.example", {.validity = {bundle.noon - 24h, bundle.noon + 19min}});
  bundle.stamp_end(expired, at(20min));
  EXPECT_THAT(rung(line("tsa", expired)),
              AllOf(HasSubstr("no: "), HasSubstr("certificate has expired")));
}

TEST_F(StampedClaim, ACertificateForSomethingElseDoesNotCount) {
  begin();
  MadeUpAuthority tls("tsa.example", {.usage = crypto::AuthorityWish::Usage::tls});
  bundle.stamp_end(tls, at(20min));
  EXPECT_THAT(rung(line("tsa", tls)),
              AllOf(HasSubstr("no: "), HasSubstr("does not count: certificate 0")));
}

TEST_F(StampedClaim, WhatIsLoggedBehindATokenWasLoggedAfterIt) {
  bundle.log_stamp(tsa, bundle.noon - 2h);
  bundle.log_stamp(tsa, bundle.noon - 1h);
  bundle.log_stamp(other, bundle.noon - 30min);
  begin();
  bundle.log_stamp(tsa, bundle.noon + 5min);  // behind `before`
  bundle.stamp_end(tsa, at(20min));
  EXPECT_THAT(rung(line("tsa", tsa)),
              HasSubstr("; not before 2026-11-29T10:59:59Z by tsa, stamped by tsa, all of it"));
  EXPECT_THAT(rung(line("tsa", tsa) + line("other", other)),
              HasSubstr("; not before 2026-11-29T11:29:59Z by other, stamped by tsa"));
}

TEST_F(StampedClaim, CannotHaveBegunAfterItHadEnded) {
  bundle.log_stamp(tsa, bundle.noon + 25min);
  begin();
  bundle.stamp_end(tsa, at(20min));
  EXPECT_THAT(rung(line("tsa", tsa)), HasSubstr("no: "));
}

TEST_F(StampedClaim, WithoutWitnessesIsNotDated) {
  begin();
  bundle.stamp_end(tsa, at(20min));
  auto text = policy_text(line("tsa", tsa));
  text.replace(text.find("quorum w"), 8, "quorum none");
  text.erase(text.find("witness w"), text.find("quorum") - text.find("witness w"));
  for (const auto& rung : audit_bundle(bundle.with_claim(), *parse_trust_policy(text)).ladder) {
    if (rung.name != "TIMESTAMPED") continue;
    EXPECT_EQ(rung.holds, Rung::Holds::no);
    EXPECT_THAT(rung.said, HasSubstr("no witness of yours says when; stamped by tsa"));
  }
}

TEST_F(StampedClaim, SaysItInJsonToo) {
  begin();
  bundle.stamp_end(tsa, at(20min));
  bundle.stamp_end(other, at(21min));
  std::ostringstream out;
  print_json(out, audit(line("tsa", tsa)));
  EXPECT_THAT(out.str(),
              AllOf(HasSubstr(R"("holds":true,)"),
                    HasSubstr(R"("counts":true,"authority":"tsa","signed_by":"CN=tsa.example",)"),
                    HasSubstr(R"("latest":"2026-11-29T12:20:00.500000000Z")"),
                    HasSubstr(R"("counts":false,"why":"is by no authority of your policy")")));
}

// A page in a bundle says who has stamped it by the list of its writer, one by a reader's policy
// by that of the reader.
TEST_F(StampedClaim, TheClaimOfWhoStampedItIsReproducedAndConcluded) {
  begin();
  bundle.stamp_end(tsa, at(20min));
  bundle.stamp_end(other, at(21min));
  const bundle::TimeAuthorities believed{{"tsa.example", {tsa.root()}}};
  auto contents = bundle.with_claim(believed);
  const auto page = bundle::report_html(bundle.claim(believed));
  EXPECT_THAT(page, HasSubstr("<td><bdi>tsa.example</bdi></td><td>2026-11-29 12:20:01</td>"));
  contents[std::string(bundle::report_path)] = Bytes(page.begin(), page.end());
  const auto policy = *parse_trust_policy(policy_text(line("o", other)));
  const auto audit = audit_bundle(contents, policy);
  EXPECT_TRUE(all_hold(audit.ladder));
  ASSERT_TRUE(audit.concluded);
  EXPECT_THAT(audit.concluded->stamps,
              testing::ElementsAre(bundle::ClaimStamp{"o", bundle.noon + 21min + 500ms}));
}

TEST_F(StampedClaim, AClaimOfAnotherTimeOrAuthorityIsNotReproduced) {
  begin();
  bundle.stamp_end(tsa, at(20min));
  const auto policy = *parse_trust_policy(policy_text(line("tsa", tsa)));
  auto contents = bundle.with_claim({{"tsa", {tsa.root()}}});
  auto claim = bundle.claim({{"tsa", {tsa.root()}}});
  const auto holds = [&] {
    const auto json = bundle::to_json(claim);
    contents[std::string(bundle::claim_path)] = Bytes(json.begin(), json.end());
    return all_hold(audit_bundle(contents, policy).ladder);
  };
  EXPECT_TRUE(holds());
  claim.stamps[0].at = claim.stamps[0].at - 1h;
  EXPECT_FALSE(holds());
  claim.stamps[0].at = claim.stamps[0].at + 1h;
  claim.authorities["other"] = {other.root()};
  EXPECT_TRUE(holds());
  claim.stamps.push_back({"other", bundle.noon + 20min});
  EXPECT_FALSE(holds());
}

// Whatever bit of a token is flipped: it does not count, or says the same.
TEST_F(StampedClaim, NoBitOfATokenCanBeFlippedUnnoticed) {
  begin();
  bundle.stamp_end(tsa, at(20min));
  auto contents = bundle.with_claim();
  const auto policy = *parse_trust_policy(policy_text(line("tsa", tsa)));
  const auto range = bundle::replay(contents);
  ASSERT_TRUE(range && range->stamped);
  const auto index = range->stamped->tokens[0].index;
  auto& token = contents[bundle::token_path(index)];
  const auto by = audit_stamps(*range, policy, {}, {}).by;
  ASSERT_TRUE(by);
  for (std::size_t i = 0; i < token.size(); i += 7) {
    token[i] ^= 0x10;
    const auto read = bundle::replay(contents);
    const auto stamps = audit_stamps(*read, policy, {}, {});
    EXPECT_TRUE(!stamps.by || stamps.by == by) << "byte " << i;
    token[i] ^= 0x10;
  }
}

}  // namespace
}  // namespace tocsin::audit
