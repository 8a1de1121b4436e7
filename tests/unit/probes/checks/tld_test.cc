#include "probes/checks/tld.h"

#include <gtest/gtest.h>

#include "probes/checks/dnskey.h"
#include "probes/checks/retry.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using plan::Check;
using record::Outcome;
using record::Transport;

TEST(TldQuestion, IsANameThatNobodyCanRegister) {
  const auto query = record::query_for(tld_question(), "no.").value();
  EXPECT_EQ(query.question.name.to_text(), "zz--tocsin-check.no.");
  EXPECT_EQ(query.question.type, dns::Type::a);
  EXPECT_TRUE(query.edns->dnssec_ok);
  EXPECT_TRUE(query.edns->ask_nsid);
}

TEST(TldQuestion, WaitsAsLongAsSpecification10CallsARoundTripDefined) {
  EXPECT_EQ(tld_timeout(Transport::udp), 5 * 500ms);
  EXPECT_EQ(tld_timeout(Transport::tcp), 5 * 1500ms);
}

TEST(DnskeyQuestion, AsksForTheZonesOwnKeysWithTheirSignatures) {
  const auto query = record::query_for(dnskey_question(), "no.").value();
  EXPECT_EQ(query.question.name.to_text(), "no.");
  EXPECT_EQ(query.question.type, dns::Type::dnskey);
  EXPECT_TRUE(query.edns->dnssec_ok);
}

TEST(Retry, IsOfATruncatedAnswerThatIsNeededWhole) {
  EXPECT_TRUE(is_retried_over_tcp(Check::correctness, Transport::udp, Outcome::truncated));
  EXPECT_TRUE(is_retried_over_tcp(Check::dnskey, Transport::udp, Outcome::truncated));
  EXPECT_FALSE(is_retried_over_tcp(Check::dnskey, Transport::tcp, Outcome::truncated));
}

TEST(Retry, IsNeverOfAnythingElse) {
  for (const auto outcome : {Outcome::answered, Outcome::timeout, Outcome::reset}) {
    EXPECT_FALSE(is_retried_over_tcp(Check::correctness, Transport::udp, outcome));
  }
  for (const auto check : {Check::soa, Check::identity, Check::tld}) {
    EXPECT_FALSE(is_retried_over_tcp(check, Transport::udp, Outcome::truncated));
  }
}

}  // namespace
}  // namespace tocsin::probe
