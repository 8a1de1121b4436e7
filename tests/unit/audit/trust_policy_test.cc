#include "audit/trust_policy.h"

#include <gtest/gtest.h>

#include "core/base/base64.h"
#include "core/base/hex.h"
#include "core/crypto/public_key_text.h"
#include "tests/support/stamp/made_up_authority.h"

namespace tocsin::audit {
namespace {

crypto::PublicKey key_number(std::uint8_t number) {
  return crypto::SigningKey::from_seed({number}).public_key();
}

std::string country(const std::string& code, std::uint8_t number) {
  return "country " + code + " " + crypto::to_text(key_number(number)) + "\n";
}

const std::string log_line =
    "log " + to_text(tlog::verifier_key("geneva.example/log", {}, key_number(1))) + "\n";
const std::string no_quorum = "quorum none\n";

constexpr auto forms =
    "line 5: country CODE KEY, authority NAME CERTIFICATE, or require "
    "countries|without|authorities NUMBER";

std::string refusal(const std::string& text) {
  const auto policy = parse_trust_policy(text);
  return policy ? "taken" : policy.error().text;
}

TEST(TrustPolicy, SaysWhoSpeaksForWhom) {
  const auto policy = parse_trust_policy(
      "# ours\n" + country("NO", 2) + log_line + "country\tKE  " + to_hex(key_number(3)) + "\n" +
      country("CH", 4) + no_quorum + "require countries 3\n  require without 1");
  ASSERT_TRUE(policy) << policy.error().text;
  EXPECT_EQ(policy->log.logs.size(), 1);
  EXPECT_EQ(policy->log.quorum, "none");
  EXPECT_EQ(policy->countries.size(), 3);
  EXPECT_EQ(policy->countries.at("KE"), key_number(3));
  EXPECT_EQ(policy->countries_needed, 3);
  EXPECT_EQ(policy->countries_spared, 1);
}

TEST(TrustPolicy, WithoutRequirementsAsksForOneCountryThatMeasured) {
  const auto policy = parse_trust_policy(log_line + no_quorum + country("NO", 2)).value();
  EXPECT_EQ(policy.countries_needed, 1);
  EXPECT_EQ(policy.countries_spared, 0);
}

TEST(TrustPolicy, WithoutCountriesIsOneForTheLogAlone) {
  const auto policy = parse_trust_policy(log_line + no_quorum).value();
  EXPECT_TRUE(policy.countries.empty());
}

TEST(TrustPolicy, ThatSaysNothingCertainIsRefusedWithItsLine) {
  const auto start = log_line + no_quorum + country("NO", 2) + country("CH", 3);  // four lines
  const std::pair<std::string, std::string> cases[] = {
      {country("NO", 4), "line 5: a second key for NO"},
      {country("NO", 2), "line 5: a second key for NO"},
      {country("SE", 2), "line 5: a key that is another country's already"},
      {country("no", 4), "line 5: two capital letters (ISO 3166-1 alpha-2)"},
      {"country SE\n", forms},
      {"country SE abc\n", "line 5: a country's key is 32 bytes in Base64 or hexadecimal"},
      {"\nrequire 3 countries\n", "line 6: require countries, without or authorities, not 3"},
      {"require countries\n", forms},
      {"require countries 0\n", "line 5: a number from 1 on, not 0"},
      {"require countries 02\n", "line 5: a number from 1 on, not 02"},
      {"require without -1\n", "line 5: a number from 1 on, not -1"},
      {"require countries 1\nrequire countries 1\n", "line 6: required already in line 5"},
      {"require without 1\n\nrequire without 1\n", "line 7: required already in line 5"},
      {"require countries 3\n", "line 5: countries with a key: 2"},
      {"require without 2\n", "line 5: countries with a key: 2"},
  };
  for (const auto& [lines, why] : cases) EXPECT_EQ(refusal(start + lines), why);
}

std::string authority(const std::string& name, const Bytes& certificate) {
  return "authority " + name + " " + to_base64(certificate) + "\n";
}

TEST(TrustPolicy, NamesTimeStampingAuthorities) {
  const crypto::MadeUpAuthority one("tsa.example");
  const crypto::MadeUpAuthority two("tsa.other.example");
  const auto named = log_line + no_quorum + authority("one", one.root()) +
                     authority("two", two.root()) + authority("one", one.certificate());
  const auto policy = parse_trust_policy(named).value();
  EXPECT_EQ(policy.authorities.at("one"), (std::vector<Bytes>{one.root(), one.certificate()}));
  EXPECT_EQ(policy.authorities.at("two"), std::vector<Bytes>{two.root()});
  EXPECT_EQ(policy.authorities_needed, 1);
  EXPECT_EQ(parse_trust_policy(named + "require authorities 2\n")->authorities_needed, 2);
  EXPECT_EQ(parse_trust_policy(log_line + no_quorum)->authorities_needed, 0);
  EXPECT_EQ(refusal(named + "require authorities 3\n"), "line 6: authorities that are named: 2");
  EXPECT_EQ(refusal(named + authority("three", two.root())),
            "line 6: a certificate that is there already");
  EXPECT_EQ(refusal(named + "authority three AAAA\n"),
            "line 6: an authority's certificate is DER in Base64");
}

TEST(TrustPolicy, NamesTheLineOfTheWholeFileInWhatIsWrongWithTheLog) {
  EXPECT_EQ(refusal(country("NO", 2) + "\n" + log_line + country("CH", 3) + "quorum all\n"),
            "line 5: unknown quorum all");
  EXPECT_EQ(refusal(country("NO", 2) + "trust me\n"), "line 2: unknown word trust");
  EXPECT_EQ(refusal(country("NO", 2)), "no quorum");
  EXPECT_EQ(refusal(""), "no quorum");
}

// A line more, and it says something else: none of these is ours, and none is taken for one.
TEST(TrustPolicy, TakesNoOtherWord) {
  EXPECT_EQ(refusal(log_line + no_quorum + "countries NO\n"), "line 3: unknown word countries");
  EXPECT_EQ(refusal(log_line + no_quorum + "Require without 1\n"), "line 3: unknown word Require");
  EXPECT_EQ(refusal(log_line + no_quorum + "# require without 9\n"), "taken");
}

}  // namespace
}  // namespace tocsin::audit
