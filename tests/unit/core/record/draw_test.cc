#include "core/record/draw.h"

#include <gtest/gtest.h>

#include <set>

#include "core/base/hex.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

constexpr Secret secret{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

// The digests are those of Python's hashlib.
TEST(Draw, IsCutFromOneDigest) {
  const auto drawn = draw(secret, 7);
  EXPECT_EQ(drawn.query_id, 0x012a);
  EXPECT_EQ(drawn.port, 0x40af);
  EXPECT_EQ(to_hex(drawn.cookie), "5d2b21d366bc97b5");
  EXPECT_EQ(to_hex(drawn.cases), "b2c9d93724c34d13c24297da194f0466");
  EXPECT_EQ(drawn.delay, 0x8868e0d6U);
  EXPECT_EQ(to_hex(mark_of(secret)), "aa0f90762d1e0a35bb3cb6cbcfa4ef33");
}

TEST(Draw, IsTheSameForTheSameNumberAndAnotherForAnother) {
  EXPECT_EQ(draw(secret, 7), draw(secret, 7));
  EXPECT_NE(draw(secret, 7), draw(secret, 8));
}

TEST(DrawnPort, LiesInTheRangeAndReachesBothEnds) {
  const PortRange range{.first = 1000, .count = 16};
  std::set<std::uint16_t> ports;
  for (std::uint32_t i = 0; i < 1000; ++i) ports.insert(port_of(draw(secret, i), range));
  EXPECT_EQ(*ports.begin(), 1000);
  EXPECT_EQ(*ports.rbegin(), 1015);
}

TEST(DrawnPort, FitsTheLargestRange) {
  Draw last;
  last.port = 0xffff;
  EXPECT_EQ(port_of(last, {.first = 1, .count = 65'535}), 65'535);
}

TEST(DrawnCase, ChangesLettersAndNothingElse) {
  const auto name = dns::Name::from_text("Tocsin-Check.7x.no.").value();
  Draw drawn;
  EXPECT_EQ(in_drawn_case(name, drawn).to_text(), "tocsin-check.7x.no.");
  drawn.cases.fill(0xff);
  EXPECT_EQ(in_drawn_case(name, drawn).to_text(), "TOCSIN-CHECK.7X.NO.");
  drawn.cases.fill(0);
  drawn.cases[0] = 0x80;
  EXPECT_EQ(in_drawn_case(name, drawn).to_text(), "Tocsin-check.7x.no.");
}

TEST(DrawnCase, LeavesLettersBeyondTheLastBitInLowerCase) {
  std::string text;
  for (int i = 0; i < 5; ++i) text += std::string(40, 'A') + ".";
  Draw drawn;
  drawn.cases.fill(0xff);
  const auto name = in_drawn_case(dns::Name::from_text(text).value(), drawn).to_text();
  EXPECT_EQ(std::ranges::count(name, 'A'), 128);
  EXPECT_EQ(std::ranges::count(name, 'a'), 72);
}

TEST(DrawnDelay, LiesBelowTheLongest) {
  Draw drawn;
  EXPECT_EQ(delay_of(drawn, 100ms), 0ns);
  drawn.delay = 0xffffffff;
  EXPECT_LT(delay_of(drawn, 100ms), 100ms);
  EXPECT_GT(delay_of(drawn, 100ms), 99ms);
}

}  // namespace
}  // namespace tocsin::record
