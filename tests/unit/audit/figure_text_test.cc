#include "audit/figure_text.h"

#include <gtest/gtest.h>

namespace tocsin::audit {
namespace {

using assess::Ratio;
using assess::Unit;

TEST(FigureText, CutsOffAndNeverRounds) {
  EXPECT_EQ(text_of(Ratio{7, 8}, Unit::fraction), "87.5 %");
  EXPECT_EQ(text_of(Ratio{1, 1}, Unit::fraction), "100 %");
  EXPECT_EQ(text_of(Ratio{29, 30}, Unit::fraction), "96.66666 %");
  EXPECT_EQ(text_of(Ratio{1'382'399, 1'382'400}, Unit::fraction), "99.99992 %");
  EXPECT_EQ(text_of(Ratio{999'999'999, 1'000'000'000}, Unit::fraction), "99.99999 %");
  EXPECT_EQ(text_of(Ratio{20'500'001, 1'000'000}, Unit::milliseconds), "20.5 ms");
  EXPECT_EQ(text_of(Ratio{15, 2}, Unit::minutes), "7.5 min");
}

TEST(FigureText, SaysWhatIsNotKnown) {
  assess::Figure figure;
  EXPECT_EQ(value_text(figure), "-");
  EXPECT_EQ(bounds_text(figure), "-");
  figure.unit = Unit::minutes;
  figure.value = Ratio{5, 1};
  figure.low = {5, 1};
  EXPECT_EQ(bounds_text(figure), "5 min or more");
  figure.high = Ratio{10, 1};
  EXPECT_EQ(bounds_text(figure), "5 min to 10 min");
  figure.threshold = {{35, 1}, assess::Sense::at_most};
  EXPECT_EQ(threshold_text(figure), "at most 35 min");
}

}  // namespace
}  // namespace tocsin::audit
