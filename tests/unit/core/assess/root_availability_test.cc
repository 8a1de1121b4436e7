#include "core/assess/root_availability.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "core/assess/thresholds.h"
#include "core/plan/root_hints.h"

namespace tocsin::assess {
namespace {

struct Case {
  const char* name;
  std::vector<Tally> voices;
  std::size_t absent;
  std::optional<RootFigure> figure;
};

class RootFigureCase : public testing::TestWithParam<Case> {};

TEST_P(RootFigureCase, FollowsTheFormula) {
  const auto& [name, voices, absent, expected] = GetParam();
  EXPECT_EQ(root_figure(voices, absent), expected);
}

constexpr Tally all{13, 13};

// The first lines are worked examples of RSSAC047v2 section 5.1, for one interval.
INSTANTIATE_TEST_SUITE_P(
    Table,
    RootFigureCase,
    testing::Values(
        Case{"AllLetters", {all, all}, 0, RootFigure{1.0, 1.0, 1.0}},
        Case{"FiveLettersDead", {{13, 8}, {13, 8}}, 0, RootFigure{1.0, 1.0, 1.0}},
        Case{"SixLettersDead", {{13, 7}, {13, 7}}, 0, RootFigure{0.875, 0.875, 0.875}},
        Case{"AllLettersDead", {{13, 0}, {13, 0}}, 0, RootFigure{0.0, 0.0, 0.0}},
        Case{"OneOfTwentySeesSeven",
             {all, all, all, all, all, all, all, all, all, all,
              all, all, all, all, all, all, all, all, all, {13, 7}},
             0,
             RootFigure{0.99375, 0.99375, 0.99375}},
        Case{"NobodyHasAVoice", {}, 0, std::nullopt},
        Case{"NobodyHasAVoiceAndSomeAreSilent", {}, 5, std::nullopt},
        Case{"OneOfTwoIsSilent", {all}, 1, RootFigure{1.0, 0.5, 1.0}},
        Case{"AllDeadForOneAndTheOtherIsSilent", {{13, 0}}, 1, RootFigure{0.0, 0.0, 0.5}},
        Case{"AVoiceThatMeasuredNothing", {{0, 0}}, 0, RootFigure{{}, 0.0, 1.0}},
        Case{"AVoiceThatMeasuredNothingBesideOneThatDid",
             {{0, 0}, all},
             0,
             RootFigure{1.0, 0.5, 1.0}},
        Case{"FiveMissingDoNotMatter", {{8, 8}}, 0, RootFigure{1.0, 1.0, 1.0}},
        Case{"SixMissingDo", {{7, 7}}, 0, RootFigure{1.0, 0.875, 1.0}},
        Case{"HalfOfFewFailed", {{4, 2}}, 0, RootFigure{0.5, 0.25, 1.0}}),
    [](const auto& test) { return test.param.name; });

TEST(RootFigureLetters, AreAllThatThereAre) {
  std::set<std::optional<char>> letters;
  for (const auto& endpoint : plan::compiled_root_targets().endpoints) {
    letters.insert(plan::root_letter(endpoint));
  }
  EXPECT_EQ(letters.size(), letter_count);
  EXPECT_EQ(letters_needed, needed_of(letter_count));
}

TEST(RootFigureBounds, HoldTheRatioForEveryTallyOfTwoProbes) {
  for (std::uint32_t m1 = 0; m1 <= 13; ++m1) {
    for (std::uint32_t u1 = 0; u1 <= m1; ++u1) {
      for (std::uint32_t m2 = 0; m2 <= 13; ++m2) {
        for (std::uint32_t u2 = 0; u2 <= m2; ++u2) {
          const auto figure = root_figure(std::vector<Tally>{{m1, u1}, {m2, u2}}, 1);
          ASSERT_LE(figure->low, figure->ratio.value_or(figure->low));
          ASSERT_GE(figure->high, figure->ratio.value_or(figure->high));
        }
      }
    }
  }
}

}  // namespace
}  // namespace tocsin::assess
