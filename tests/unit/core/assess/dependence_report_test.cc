#include "core/assess/dependence_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/assess/dependence_json.h"
#include "core/assess/dependence_text.h"

namespace tocsin::assess {
namespace {

using testing::HasSubstr;
using testing::Not;

const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");

RootParties parties() {
  return {.as_of = "2026-11-28",
          .letters = {{'a', {"North", "NO", "https://n"}}, {'b', {"South", "ZA", "https://s"}}},
          .zone_maintainer = {"North", "NO", "https://z"},
          .trust_anchor = {"Keeper", "CH", "https://t"}};
}

struct DependenceReportTest : testing::Test {
  Reach reach{noon, std::chrono::seconds(90)};

  void answers(const std::string& vp, const std::string& country, char letter) {
    ASSERT_TRUE(reach.add({.t = noon,
                           .vp = vp,
                           .rsi = letter,
                           .outcome = record::Outcome::answered,
                           .rcode = std::uint16_t{0},
                           .rtt = Duration(1),
                           .country = country,
                           .instance = "s1"}));
  }
  DependenceReport of(const std::map<std::string, std::size_t>& known) const {
    return dependence_report(reach, known, parties());
  }
};

TEST_F(DependenceReportTest, WithoutAnyProbeSaysNotMeasuredAndNoNumber) {
  const auto report = of({});
  ASSERT_EQ(report.of.size(), 2U);
  const auto json = dependence_json(report);
  EXPECT_THAT(json,
              HasSubstr(R"("of":[{"country":null,"voice":"country","voices":0,"probes":0,)"
                        R"("known":0,"withdrawals":null},{"country":null,"voice":"probe",)"));
  EXPECT_THAT(json, Not(HasSubstr("margin")));
  const auto text = dependence_text(report);
  EXPECT_THAT(text, HasSubstr("World, one country one voice: not measured, 0 countries, 0 of 0"));
  EXPECT_THAT(text, Not(HasSubstr("today")));
}

TEST_F(DependenceReportTest, NamesEachCountryThatHasProbesAndIsNotMeasured) {
  answers("no-1", "NO", 'a');
  const auto report = of({{"NO", 2}, {"SE", 1}});
  const auto json = dependence_json(report);
  EXPECT_THAT(json,
              HasSubstr(R"({"country":"NO","voice":"probe","voices":1,"probes":1,"known":2,)"
                        R"("withdrawals":[{"without":"nothing",)"));
  EXPECT_THAT(json,
              HasSubstr(R"({"country":"SE","voice":"probe","voices":0,"probes":0,"known":1,)"
                        R"("withdrawals":null})"));
  const auto text = dependence_text(report);
  EXPECT_THAT(text, HasSubstr("World, one country one voice: 1 countries, 1 of 3 probes"));
  EXPECT_THAT(text, HasSubstr("NO, one probe one voice: 1 of 2 probes"));
  EXPECT_THAT(text, HasSubstr("SE, one probe one voice: not measured, 0 of 1 probes\n"));
}

TEST_F(DependenceReportTest, IsDatedAndNamesItsSources) {
  answers("no-1", "NO", 'a');
  const auto json = dependence_json(of({{"NO", 1}}));
  EXPECT_THAT(json,
              HasSubstr(R"("as_of":"2026-11-28","until":"2026-11-29T12:00:00.000000000Z",)"
                        R"("window_s":90.0,"n":2,"k":1,"measurements":{"used":1,)"));
  EXPECT_THAT(json,
              HasSubstr(R"("parties":{"letters":{"a":{"operator":"North",)"
                        R"("jurisdiction":"NO","source":"https://n"})"));
  EXPECT_THAT(json, HasSubstr(R"("trust_anchor":{"operator":"Keeper","jurisdiction":"CH",)"));
  const auto text = dependence_text(of({{"NO", 1}}));
  EXPECT_THAT(text, HasSubstr("2 letters, of which 1 are needed; who runs what as of 2026-11-28"));
  EXPECT_THAT(text, HasSubstr("1 SOA measurements of the 90 s up to 2026-11-29T12:00:00"));
}

TEST_F(DependenceReportTest, OfMeasurementsAloneSaysNothingOfProbesThatAreNotThere) {
  answers("no-1", "NO", 'a');
  const auto report = dependence_report(reach, parties());
  EXPECT_THAT(dependence_json(report), HasSubstr(R"("probes":1,"known":null,)"));
  EXPECT_THAT(dependence_text(report), HasSubstr("NO, one probe one voice: 1 probes"));
}

}  // namespace
}  // namespace tocsin::assess
