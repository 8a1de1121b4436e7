#include "probes/checks/correctness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace tocsin::probe {
namespace {

const std::vector<Delegation> zone{{"arpa.", DelegationSigner::present},
                                   {"no.", DelegationSigner::present},
                                   {"xn--p1ai.", DelegationSigner::absent}};
constexpr std::uint32_t tests = 20'000;

CorrectnessTest nth(std::uint32_t number) {
  Bytes draw;
  append_be32(draw, number);
  return correctness_test(zone, draw);
}

std::string asked(const CorrectnessTest& test) {
  const auto query = record::query_for(test.question, ".").value();
  return query.question.name.to_text() + " " + std::to_string(test.question.type);
}

bool is_negative(const CorrectnessTest& test) {
  return test.question.name.starts_with("www.rssac047-test.");
}

// How many of the tests are so.
template <class Predicate>
std::uint32_t count(Predicate is_so) {
  std::uint32_t counted = 0;
  for (std::uint32_t i = 0; i < tests; ++i) counted += is_so(nth(i)) ? 1 : 0;
  return counted;
}

// Five standard deviations of a binomial count.
double bound(double share) {
  return 5 * std::sqrt(tests * share * (1 - share));
}

TEST(CorrectnessTest, IsTheSameForTheSameDraw) {
  EXPECT_EQ(nth(7), nth(7));
  EXPECT_NE(asked(nth(1)), asked(nth(2)));
}

TEST(CorrectnessTest, IsPositiveNineTimesOfTen_yyg) {
  EXPECT_NEAR(count(is_negative), tests * 0.1, bound(0.1));
}

TEST(CorrectnessTest, DrawsFamilyAndTransportEvenly_thb_ogo) {
  const auto is_v6 = [](const auto& test) { return test.family == plan::Family::v6; };
  const auto is_tcp = [](const auto& test) { return test.transport == record::Transport::tcp; };
  EXPECT_NEAR(count(is_v6), tests * 0.5, bound(0.5));
  EXPECT_NEAR(count(is_tcp), tests * 0.5, bound(0.5));
}

TEST(CorrectnessTest, DrawsEachSetOfTheZoneEquallyOften_njh_hmc_xca_max_kmd) {
  std::map<std::string, std::uint32_t> seen;
  for (std::uint32_t i = 0; i < tests; ++i) {
    if (!is_negative(nth(i))) ++seen[asked(nth(i))];
  }
  const double share = 0.9 / 7;
  for (const char* set : {". 6", ". 48", ". 2", "no. 2", "no. 43", "xn--p1ai. 2", "arpa. 43"}) {
    EXPECT_NEAR(seen[set], tests * share, bound(share)) << set;
  }
  EXPECT_EQ(seen.size(), 7U);
}

TEST(CorrectnessTest, NeverAsksForNsOfArpa_unt) {
  EXPECT_EQ(count([](const auto& test) { return asked(test) == "arpa. 2"; }), 0U);
}

TEST(CorrectnessTest, AsksForANameUnderTenRandomLetters_hkc_dse) {
  std::uint32_t number = 0;
  while (!is_negative(nth(number))) ++number;
  const auto question = nth(number).question;
  const std::string_view name = question.name;
  const auto letters = name.substr(std::string_view("www.rssac047-test.").size());
  EXPECT_EQ(question.type, 1);
  EXPECT_EQ(letters.size(), 11U);
  EXPECT_EQ(letters.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), 10U);
}

TEST(CorrectnessTest, AlwaysSetsDoAndSays1220AndAsksForNsid_rhe_rja_mgj) {
  for (std::uint32_t i = 0; i < 100; ++i) {
    const auto edns = nth(i).question.edns.value();
    EXPECT_TRUE(edns.dnssec_ok && edns.nsid);
    EXPECT_EQ(edns.udp_payload, 1220);
  }
}

TEST(CorrectnessTest, OfAZoneWithoutDelegationsAsksTheApex) {
  const auto test = correctness_test({}, as_bytes("x"));
  EXPECT_TRUE(is_negative(test) || test.question.name == ".");
}

}  // namespace
}  // namespace tocsin::probe
