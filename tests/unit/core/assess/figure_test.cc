#include "core/assess/figure.h"

#include <gtest/gtest.h>

namespace tocsin::assess {
namespace {

Figure figure(Sense sense, Ratio limit, Ratio low, std::optional<Ratio> high) {
  Figure made{.unit = Unit::fraction, .threshold = {limit, sense}};
  made.value = low;
  made.low = low;
  made.high = high;
  return made;
}

TEST(Figure, PassesOrFailsWhereBothBoundsAgree) {
  EXPECT_EQ(figure(Sense::at_least, {96, 100}, {96, 100}, Ratio{1, 1}).verdict(),
            FigureVerdict::pass);
  EXPECT_EQ(figure(Sense::at_least, {96, 100}, {0, 1}, Ratio{95'999, 100'000}).verdict(),
            FigureVerdict::fail);
  EXPECT_EQ(figure(Sense::at_most, {250, 1}, {0, 1}, Ratio{250, 1}).verdict(), FigureVerdict::pass);
  EXPECT_EQ(figure(Sense::at_most, {250, 1}, {251, 1}, std::nullopt).verdict(),
            FigureVerdict::fail);
}

TEST(Figure, IsInconclusiveWhereTheyDoNot) {
  EXPECT_EQ(figure(Sense::at_least, {96, 100}, {95, 100}, Ratio{97, 100}).verdict(),
            FigureVerdict::inconclusive);
  EXPECT_EQ(figure(Sense::at_most, {65, 1}, {60, 1}, std::nullopt).verdict(),
            FigureVerdict::inconclusive);
}

TEST(Figure, WithoutAValueIsNoData) {
  EXPECT_EQ(Figure().verdict(), FigureVerdict::no_data);
}

TEST(Ratio, IsComparedExactly) {
  EXPECT_TRUE(less({1'382'399, 1'382'400}, {1, 1}));
  EXPECT_FALSE(less({99'999, 100'000}, {1'382'400 * 99'999ULL, 1'382'400 * 100'000ULL}));
  EXPECT_FALSE(less({1, 3}, {2, 6}));
}

}  // namespace
}  // namespace tocsin::assess
