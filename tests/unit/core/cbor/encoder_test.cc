#include "core/cbor/encoder.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/base/hex.h"

namespace tocsin::cbor {
namespace {

std::string hex_of(Encoder& out) {
  return to_hex(std::move(out).finish());
}

TEST(Encoder, WritesNumbersInTheirShortestForm) {
  constexpr std::pair<std::int64_t, std::string_view> table[] = {
      {0, "00"},
      {23, "17"},
      {24, "1818"},
      {255, "18ff"},
      {256, "190100"},
      {65535, "19ffff"},
      {65536, "1a00010000"},
      {1000000000000, "1b000000e8d4a51000"},
      {-1, "20"},
      {-1000, "3903e7"},
      {std::numeric_limits<std::int64_t>::min(), "3b7fffffffffffffff"},
  };
  for (const auto& [number, hex] : table) {
    Encoder out;
    EXPECT_EQ(hex_of(out.integer(number)), hex) << number;
  }
}

TEST(Encoder, WritesNestedContainers) {
  Encoder out;
  out.map(2).text("a").uint(1).text("b").array(2).uint(2).uint(3);
  EXPECT_EQ(hex_of(out), "a26161016162820203");
}

TEST(Encoder, WritesEmptyContainersAndWhatFollowsThem) {
  Encoder out;
  out.array(4).map(0).array(0).boolean(true).null();
  EXPECT_EQ(hex_of(out), "84a080f5f6");
}

TEST(Encoder, WritesTags) {
  Encoder out;
  out.tag(24).bytes(from_hex("6449455446").value());
  EXPECT_EQ(hex_of(out), "d818456449455446");
}

TEST(EncoderDeathTest, AbortsOnKeysOutOfOrder) {
  EXPECT_DEATH(Encoder().map(2).uint(2).uint(0).uint(1), "keys ascend");
  EXPECT_DEATH(Encoder().map(2).uint(1).uint(0).uint(1), "keys ascend");
  EXPECT_DEATH(Encoder().map(2).text("b").uint(0).uint(1), "keys ascend");
}

TEST(EncoderDeathTest, AbortsOnACountThatDoesNotHold) {
  EXPECT_DEATH(Encoder().array(1).uint(1).uint(2), "no more items than announced");
  EXPECT_DEATH(std::move(Encoder().map(1).uint(1)).finish(), "the item is complete");
}

}  // namespace
}  // namespace tocsin::cbor
