#include "daemon/export/dependence_families.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/export/text_format.h"
#include "tests/support/live/scene.h"

namespace tocsin::collector {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string long_name(200, 'x');

assess::RootParties parties() {
  assess::RootParties parties{.as_of = "2026-11-29",
                              .letters = {},
                              .zone_maintainer = {long_name + "1", "NL", "s"},
                              .trust_anchor = {long_name + "2", "NL", "s"}};
  for (const char letter : all_letters) parties.letters.push_back({letter, {"North", "NO", "s"}});
  parties.letters[12].party = {"South \"of\"\n", "ZA", "s"};
  return parties;
}

struct DependenceFamilies : testing::Test {
  Scene scene;

  std::string page() {
    Page page;
    const auto reach = scene.live().reach(scene.now()).value();
    const auto report = dependence_report(reach.reach, reach.known, parties());
    add_dependence_families(page, report);
    return to_text(page);
  }
};

TEST_F(DependenceFamilies, OfNothingSayOnlyThatNothingIsMeasured) {
  scene.enrol("no-1", "NO");
  const auto text = page();
  EXPECT_THAT(text, Not(HasSubstr("margin_letters")));
  EXPECT_THAT(text, HasSubstr(R"(_probes{country="NO",voice="probe",state="measured"} 0)"));
  EXPECT_THAT(text, HasSubstr(R"(_probes{country="NO",voice="probe",state="not_measured"} 1)"));
  EXPECT_THAT(text, HasSubstr("tocsin_root_parties_as_of_timestamp_seconds 1795910400"));
}

TEST_F(DependenceFamilies, HaveBothBoundsOfEachPartyJurisdictionAndOfAnyOneSite) {
  scene.enrol("no-1", "NO");
  scene.report("no-1")
      .saw("abcdefghijkl", Outcome::answered)
      .saw({.letter = 'k', .nsid = "osl"})
      .arrives();
  const auto text = page();
  const std::string norway = R"({country="NO",voice="probe",without=)";
  EXPECT_THAT(text, HasSubstr("letters_low" + norway + R"("nothing",name=""} 4)"));
  EXPECT_THAT(text, HasSubstr("letters_high" + norway + R"("nothing",name=""} 5)"));
  EXPECT_THAT(text, HasSubstr("letters_low" + norway + R"("party",name="North"} -8)"));
  EXPECT_THAT(text, HasSubstr("letters_low" + norway + R"("jurisdiction",name="ZA"} 4)"));
  EXPECT_THAT(text, HasSubstr("letters_low" + norway + R"("any_site",name=""} 3)"));
  EXPECT_THAT(text, HasSubstr(R"(letters_low{country="world",voice="country",without="nothing")"));
}

TEST_F(DependenceFamilies, NeverMakeOneSeriesOfTwoParties) {
  scene.enrol("no-1", "NO");
  scene.report("no-1").saw("a", Outcome::answered).arrives();
  const auto text = page();
  const std::string norway = R"({country="NO",voice="probe",without="party",name=")";
  EXPECT_THAT(text, HasSubstr("letters_low" + norway + long_name + R"(1"})"));
  EXPECT_THAT(text, HasSubstr("letters_low" + norway + long_name + R"(2"})"));
  EXPECT_THAT(text, HasSubstr("letters_low" + norway + "0x"));
}

// The rule is 200,000 for the whole page.
TEST_F(DependenceFamilies, StayFewForAllTheCountriesOfTheWorld) {
  for (char first = 'A'; first <= 'Z'; ++first) {
    for (char second = 'A'; second <= 'J'; ++second) {
      const std::string probe = std::string{first, second} + "-1";
      scene.enrol(probe, {first, second});
      scene.report(probe).saw(all_letters, Outcome::answered, {.nsid = probe}).arrives();
    }
  }
  const auto text = page();
  const auto series = std::ranges::count(text, '\n');
  EXPECT_GT(series, 260 * 10);
  EXPECT_LT(series, 262 * 22);
}

}  // namespace
}  // namespace tocsin::collector
