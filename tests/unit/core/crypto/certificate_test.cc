#include "core/crypto/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/base64.h"
#include "core/crypto/certificate_authority.h"
#include "tests/unit/core/crypto/counting_entropy.h"

namespace tocsin::crypto {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto uri = "spiffe://collector.example/probe/no-1";

WallTime at(std::string_view text) {
  return from_rfc3339(text).value();
}

const Validity this_year{at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")};

struct Certificates : testing::Test {
  CountingEntropy entropy;
  CertificateAuthority authority =
      CertificateAuthority::make("collector.example probes", this_year, entropy);
  TlsKey key = TlsKey::generate();

  CheckedRequest request() {
    return CheckedRequest::from_pem(make_certificate_request(key, uri).value()).value();
  }
};

TEST_F(Certificates, ForAServerCarryItsNamesAndAddresses) {
  const ServerNames names{"collector", {"collector.example"}, {"192.0.2.1", "2001:db8::1"}};
  const auto pem = authority.issue_server(names, key, this_year, entropy).value();
  const auto facts = read_certificate_pem(pem).value();
  EXPECT_EQ(facts.common_name, "collector");
  EXPECT_THAT(facts.dns_names, ElementsAre("collector.example"));
  EXPECT_THAT(facts.ip_addresses, ElementsAre("192.0.2.1", "2001:db8:0:0:0:0:0:1"));
  EXPECT_THAT(facts.uris, IsEmpty());
}

TEST_F(Certificates, ForAClientCarryTheUriOfItsRequest) {
  const auto pem = authority.issue_client(request(), "no-1", this_year, entropy).value();
  const auto facts = read_certificate_pem(pem).value();
  EXPECT_EQ(facts.common_name, "no-1");
  EXPECT_EQ(only_uri(facts).value(), uri);
}

TEST_F(Certificates, AreValidFromAndUntilTheGivenTimes) {
  const auto facts = read_certificate_pem(authority.certificate_pem()).value();
  EXPECT_EQ(facts.not_before, this_year.from);
  EXPECT_EQ(facts.not_after, this_year.until);
}

TEST_F(Certificates, OfTwoIssuesDifferInFingerprint) {
  const auto first = authority.issue_client(request(), "no-1", this_year, entropy).value();
  const auto second = authority.issue_client(request(), "no-1", this_year, entropy).value();
  EXPECT_NE(read_certificate_pem(first)->fingerprint, read_certificate_pem(second)->fingerprint);
}

TEST_F(Certificates, WithoutAUriGiveNone) {
  const auto facts = read_certificate_pem(authority.certificate_pem()).value();
  EXPECT_FALSE(only_uri(facts).has_value());
}

TEST_F(Certificates, RefuseNamesThatAreNoNames) {
  const ServerNames spaced{"collector", {"a b"}, {}};
  const ServerNames no_address{"collector", {}, {"collector.example"}};
  EXPECT_FALSE(authority.issue_server(spaced, key, this_year, entropy));
  EXPECT_FALSE(authority.issue_server(no_address, key, this_year, entropy));
  EXPECT_FALSE(authority.issue_client(request(), std::string(65, 'x'), this_year, entropy));
}

TEST_F(Certificates, KeepACommaInsideOneName) {
  const auto pem = make_certificate_request(key, "urn:a,DNS:root.example").value();
  EXPECT_EQ(CheckedRequest::from_pem(pem)->uri(), "urn:a,DNS:root.example");
}

TEST_F(Certificates, ComeFromTheSameAuthorityOnceStored) {
  const auto stored =
      CertificateAuthority::from_pem(authority.certificate_pem(), authority.key_pem()).value();
  EXPECT_EQ(stored.certificate_pem(), authority.certificate_pem());
}

TEST_F(Certificates, NeedTheAuthoritysOwnKey) {
  const auto error =
      CertificateAuthority::from_pem(authority.certificate_pem(), key.to_pem()).error();
  EXPECT_EQ(error.text, "authority's certificate is not for the authority's key");
}

Bytes der_of(std::string pem) {
  std::erase(pem, '\n');
  const auto begin = pem.find("-----", 5) + 5;
  return from_base64(pem.substr(begin, pem.find("-----", begin) - begin)).value();
}

TEST_F(Certificates, InDerWithTrailingBytesAreRefused) {
  auto der = der_of(authority.certificate_pem());
  EXPECT_TRUE(read_certificate_der(der).has_value());
  der.push_back(0);
  EXPECT_FALSE(read_certificate_der(der).has_value());
}

TEST_F(Certificates, CutShortAnywhereAreRefused) {
  const auto der = der_of(authority.certificate_pem());
  for (std::size_t size = 0; size < der.size(); ++size) {
    EXPECT_FALSE(read_certificate_der(ByteView(der).first(size)).has_value()) << size;
  }
}

TEST_F(Certificates, AreNotIssuedForAChangedRequest) {
  auto pem = make_certificate_request(key, uri).value();
  const auto in_signature = pem.find("\n-----END") - 8;
  pem[in_signature] = pem[in_signature] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(CheckedRequest::from_pem(pem).has_value());
}

}  // namespace
}  // namespace tocsin::crypto
