#include "core/bundle/reach_chart.h"

#include <gtest/gtest.h>

namespace tocsin::bundle {
namespace {

std::string shape(const std::string& fill, const std::string& path) {
  return "<path fill=\"" + fill + "\" d=\"" + path + "\"/>";
}

std::string chart(int width, int countries, const std::string& shapes, const std::string& line) {
  return "<svg class=\"chart\" viewBox=\"0 0 " + std::to_string(width) + " " +
         std::to_string(12 * countries) + "\" preserveAspectRatio=\"none\">" + shapes +
         shape("#111", line) + "</svg>";
}

TEST(ReachChart, StacksWhoHadLostItUnderWhoHadNot) {
  const std::vector<MinuteTally> tallies{
      {.reached = 4}, {.reached = 4}, {.lost = 2, .partly = 1, .silent = 1}, {.silent = 4}};
  EXPECT_EQ(reach_chart(tallies, 1),
            chart(4,
                  4,
                  shape("#a00", "M2 24h1v24h-1z") + shape("#d90", "M2 12h1v12h-1z") +
                      shape("#cdc", "M0 0h2v48h-2z"),
                  "M0 23h4v1h-4z"));
}

TEST(ReachChart, ShowsTheWorstMinuteOfAPlace) {
  const std::vector<MinuteTally> tallies{
      {.reached = 3}, {.lost = 1, .reached = 2}, {.silent = 3}, {.reached = 3}, {.lost = 3}};
  EXPECT_EQ(reach_chart(tallies, 2),
            chart(3,
                  3,
                  shape("#a00", "M0 24h1v12h-1zM2 0h1v36h-1z") + shape("#cdc", "M0 0h1v24h-1z"),
                  "M0 17h3v1h-3z"));
}

}  // namespace
}  // namespace tocsin::bundle
