#include "daemon/export/neighbours.h"

#include <gmock/gmock.h>

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

const auto now = *from_rfc3339("2026-11-30T12:00:00Z");

ProbeRegistration probe(const std::string& country, std::uint32_t asn, std::string network) {
  return {.name = {},
          .id = {},
          .attestation = Attestation{.country = country,
                                     .asn = asn,
                                     .network = std::move(network),
                                     .from = now - 1h,
                                     .until = now + 1h}};
}

TEST(Neighbours, AreToldWhoMeasuresFromWhereAndWhomToAsk) {
  const Contacts contacts{.collector = "noc@log.example", .countries = {{"NO", "cert@example.no"}}};
  const auto page = neighbours_page("log.example",
                                    contacts,
                                    {probe("SE", 2, "b"),
                                     probe("NO", 224, "Uninett"),
                                     probe("NO", 1, "a"),
                                     probe("NO", 224, "Uninett")},
                                    now);
  EXPECT_THAT(page, HasSubstr("Who runs it: noc@log.example\n"));
  EXPECT_THAT(page,
              HasSubstr("| NO | cert@example.no | 3 | AS1 a (1), AS224 Uninett (2) |\n"
                        "| SE | noc@log.example | 1 | AS2 b (1) |\n"));
  EXPECT_THAT(page, HasSubstr("no country vouches for: 0."));
}

TEST(Neighbours, AreToldOfProbesThatSpeakForNoCountryByNumberAlone) {
  auto ended = probe("NO", 224, "Uninett");
  ended.attestation->until = now;
  const auto page = neighbours_page("log.example", {}, {ended, ProbeRegistration{}}, now);
  EXPECT_THAT(page, HasSubstr("no country vouches for: 2."));
  EXPECT_THAT(page, Not(HasSubstr("Uninett")));
  EXPECT_THAT(page, Not(HasSubstr("Who runs it")));
}

TEST(Neighbours, AreToldWhatIsAskedHowMuchAndHowToRefuse) {
  const auto page = neighbours_page("log.example", {}, {}, now);
  for (const auto* part : {"## What is asked", "## How much", "## If it is too much"}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
}

// Names are countries' words, and nobody's markup.
TEST(Neighbours, FindNoCellThatANameForged) {
  const auto page =
      neighbours_page("log.example", {}, {probe("NO", 1, "a |\n| SE | x | 9 | y")}, now);
  EXPECT_THAT(page, HasSubstr("AS1 a     SE   x   9   y (1) |\n"));
}

}  // namespace
}  // namespace tocsin::collector
