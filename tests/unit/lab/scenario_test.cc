#include "tests/lab/scenario/scenario.h"

#include <gmock/gmock.h>

namespace tocsin::lab {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

constexpr auto two_steps =
    "steps:\n"
    "  - at: 10s\n"
    "    for: 20s\n"
    "    fault: withdraw site=fra\n"
    "  - at: 0s\n"
    "    for: 10s\n"
    "    fault: v6-outage\n";

std::string refusal(std::string_view yaml) {
  const auto scenario = scenario_from(yaml, "s.yaml");
  return scenario ? "accepted" : scenario.error().text;
}

TEST(Scenario, StepsHaveTheirTimesAndTheirFault) {
  const auto scenario = scenario_from(two_steps, "s.yaml");
  ASSERT_TRUE(scenario);
  ASSERT_EQ(scenario->steps.size(), 2u);
  EXPECT_EQ(scenario->steps[0].at, seconds(10));
  EXPECT_EQ(scenario->steps[0].lasts, seconds(20));
  EXPECT_EQ(to_text(scenario->steps[0].fault), "withdraw site=fra");
}

TEST(Scenario, ChangesAreInOrderAndEndsComeBeforeBeginnings) {
  const auto changes = changes_of(*scenario_from(two_steps, "s.yaml"));
  ASSERT_EQ(changes.size(), 4u);
  EXPECT_EQ(changes[0], (Change{.at = seconds(0), .kind = Change::Kind::begin, .step = 1}));
  EXPECT_EQ(changes[1], (Change{.at = seconds(10), .kind = Change::Kind::end, .step = 1}));
  EXPECT_EQ(changes[2], (Change{.at = seconds(10), .kind = Change::Kind::begin, .step = 0}));
}

TEST(Scenario, MistakesAreNamedWithTheirPlace) {
  EXPECT_THAT(refusal("steps:\n  - at: 1s\n    for: 1s\n    falt: v6-outage\n"),
              HasSubstr("s.yaml:4:5:"));
  EXPECT_THAT(refusal("steps:\n  - at: soon\n    for: 1s\n    fault: v6-outage\n"),
              HasSubstr("s.yaml:2:9:"));
  EXPECT_THAT(refusal("steps:\n  - at: 1s\n    for: 1s\n    fault: withdraw fra\n"),
              HasSubstr("expected KEY=VALUE, not fra"));
}

TEST(Scenario, WithoutStepsIsRefused) {
  EXPECT_THAT(refusal("steps: []\n"), HasSubstr("at least one step"));
}

}  // namespace
}  // namespace tocsin::lab
