#include "tests/lab/wire/delay_line.h"

#include <gtest/gtest.h>

namespace tocsin::lab {
namespace {

MonotonicTime at(int milliseconds) {
  return {std::chrono::milliseconds(milliseconds)};
}

Frame frame(std::uint8_t mark) {
  return {.bytes = {mark}, .out = 3};
}

TEST(DelayLine, GivesNothingBeforeItIsDue) {
  DelayLine line;
  line.add(at(10), frame(1));
  EXPECT_FALSE(line.take(at(9)));
  EXPECT_EQ(line.next_due(), at(10));
  EXPECT_TRUE(line.take(at(10)));
  EXPECT_FALSE(line.next_due());
}

TEST(DelayLine, GivesFramesInTheOrderOfTheirArrival) {
  DelayLine line;
  line.add(at(20), frame(2));
  line.add(at(10), frame(1));
  line.add(at(20), frame(3));
  for (std::uint8_t mark = 1; mark <= 3; ++mark) EXPECT_EQ(line.take(at(30))->bytes[0], mark);
}

TEST(DelayLine, CountsWhatItCannotHold) {
  DelayLine line;
  for (std::size_t i = 0; i < DelayLine::frames_max + 2; ++i) line.add(at(10), frame(1));
  EXPECT_EQ(line.overflows(), 2u);
}

}  // namespace
}  // namespace tocsin::lab
