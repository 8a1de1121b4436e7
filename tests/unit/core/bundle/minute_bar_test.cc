#include "core/bundle/minute_bar.h"

#include <gtest/gtest.h>

#include <map>

namespace tocsin::bundle {
namespace {

using assess::MinuteRun;
using assess::MinuteState;

std::string bar(const std::string& shapes, int cells) {
  return "<svg viewBox=\"0 0 " + std::to_string(cells) + " 10\" preserveAspectRatio=\"none\">" +
         shapes + "</svg>";
}

std::string shape(char look, const std::string& path) {
  const std::map<char, std::string> fills{
      {'v', "#888"}, {'r', "#7a7"}, {'p', "#d90"}, {'l', "#a00"}};
  return "<path fill=\"" + fills.at(look) + "\" d=\"" + path + "\"/>";
}

TEST(MinuteBar, ShowsEachStateAsHighAsItIsBad) {
  const std::vector<MinuteRun> runs{{0, 2, MinuteState::reached},
                                    {2, 1, MinuteState::not_measured},
                                    {3, 1, MinuteState::no_voice},
                                    {4, 2, MinuteState::lost},
                                    {6, 1, MinuteState::partly},
                                    {7, 1, MinuteState::lost}};
  EXPECT_EQ(minute_bar(runs, 8, 1),
            bar(shape('v', "M3 9h1v1h-1z") + shape('r', "M0 7h2v3h-2z") +
                    shape('p', "M6 4h1v6h-1z") + shape('l', "M4 0h2v10h-2zM7 0h1v10h-1z"),
                8));
}

TEST(MinuteBar, ShowsTheWorstOfSeveralMinutes) {
  const std::vector<MinuteRun> runs{{0, 3, MinuteState::reached},
                                    {3, 1, MinuteState::lost},
                                    {4, 4, MinuteState::reached},
                                    {8, 1, MinuteState::not_measured},
                                    {9, 1, MinuteState::no_voice}};
  EXPECT_EQ(
      minute_bar(runs, 10, 4),
      bar(shape('v', "M2 9h1v1h-1z") + shape('r', "M1 7h1v3h-1z") + shape('l', "M0 0h1v10h-1z"),
          3));
}

TEST(MinuteBar, OfNothingIsBlank) {
  EXPECT_EQ(minute_bar({{0, 9, MinuteState::not_measured}}, 9, 1), bar("", 9));
}

TEST(MinuteBar, HasNoMoreCellsThanItMay) {
  EXPECT_EQ(minutes_in_a_cell(60, 120), 1U);
  EXPECT_EQ(minutes_in_a_cell(120, 120), 1U);
  EXPECT_EQ(minutes_in_a_cell(121, 120), 2U);
  EXPECT_EQ(minutes_in_a_cell(44'640, 1), 44'640U);
}

}  // namespace
}  // namespace tocsin::bundle
