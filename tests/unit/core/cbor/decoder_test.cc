#include "core/cbor/decoder.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"

namespace tocsin::cbor {
namespace {

Fault fault_of(Decoder& in) {
  const auto done = in.finish();
  EXPECT_FALSE(done.has_value());
  return done ? Fault{} : done.error().fault;
}

struct Hex {
  explicit Hex(std::string_view hex) : bytes(from_hex(hex).value()), in(bytes) {}
  Bytes bytes;
  Decoder in;
};

TEST(Decoder, TakesAMapFieldByField) {
  Hex item("a301182a0264746578740343010203");
  auto& in = item.in;
  in.enter_map();
  in.key(1);
  EXPECT_EQ(in.take<std::uint8_t>(), 42);
  in.key(2);
  EXPECT_EQ(in.take_text(4), "text");
  in.key(3);
  EXPECT_EQ(in.take_exactly<3>(), (ByteArray<3>{1, 2, 3}));
  in.leave();
  EXPECT_TRUE(in.finish());
}

TEST(Decoder, TakesAnOptionalFieldWhereItIs) {
  Hex item("a1020a");
  item.in.enter_map();
  EXPECT_FALSE(item.in.at_key(1));
  EXPECT_TRUE(item.in.at_key(2));
  EXPECT_EQ(item.in.take_uint(), 10U);
  item.in.leave();
  EXPECT_TRUE(item.in.finish());
}

TEST(Decoder, TakesNegativeNumbers) {
  Hex item("823903e73b7fffffffffffffff");
  item.in.enter_array_of(2);
  EXPECT_EQ(item.in.take_int(), -1000);
  EXPECT_EQ(item.in.take_int(), std::numeric_limits<std::int64_t>::min());
  item.in.leave();
  EXPECT_TRUE(item.in.finish());
}

TEST(Decoder, TakesNullBooleansAndTags) {
  Hex item("c183f6f5f4");
  item.in.take_tag(1);
  item.in.enter_array_of(3);
  EXPECT_TRUE(item.in.take_null());
  EXPECT_FALSE(item.in.take_null());
  EXPECT_TRUE(item.in.take_bool());
  EXPECT_FALSE(item.in.take_bool());
  item.in.leave();
  EXPECT_TRUE(item.in.finish());
}

TEST(Decoder, KeepsTheFirstFaultAndWhereItWas) {
  Hex item("8301180002");
  auto& in = item.in;
  in.enter_array_of(3);
  in.take_uint();
  EXPECT_EQ(in.take_uint(), 0U);
  EXPECT_EQ(in.take_text(9), "");
  EXPECT_EQ(in.finish().error(), (DecodeError{Fault::not_shortest, 2}));
}

TEST(Decoder, RefusesANumberThatDoesNotFitItsField) {
  Hex item("190100");
  item.in.take<std::uint8_t>();
  EXPECT_EQ(fault_of(item.in), Fault::out_of_range);
  Hex negative("3bffffffffffffffff");
  negative.in.take_int();
  EXPECT_EQ(fault_of(negative.in), Fault::out_of_range);
}

TEST(Decoder, RefusesStringsLongerThanTheirField) {
  Hex item("43010203");
  item.in.take_bytes(2);
  EXPECT_EQ(fault_of(item.in), Fault::too_long);
}

TEST(Decoder, RefusesACountThatTheBytesCannotHold) {
  Hex item("9affffffff01");
  EXPECT_EQ(item.in.enter_array(0xffffffff), 0U);
  EXPECT_EQ(fault_of(item.in), Fault::truncated);
}

TEST(Decoder, RefusesAnotherKeyThanExpected) {
  Hex item("a10201");
  item.in.enter_map();
  item.in.key(1);
  EXPECT_EQ(fault_of(item.in), Fault::unexpected_key);
}

TEST(Decoder, RefusesFewerAndMoreItemsThanTheFormatHas) {
  Hex fewer("8101");
  fewer.in.enter_array(9);
  fewer.in.take_uint();
  fewer.in.take_uint();
  EXPECT_EQ(fault_of(fewer.in), Fault::missing_item);
  Hex more("820102");
  more.in.enter_array(9);
  more.in.take_uint();
  more.in.leave();
  EXPECT_EQ(fault_of(more.in), Fault::extra_items);
}

TEST(Decoder, RefusesBytesAfterTheItem) {
  Hex item("0000");
  item.in.take_uint();
  EXPECT_EQ(fault_of(item.in), Fault::trailing_bytes);
}

TEST(Decoder, RefusesContainersThatWereNotLeft) {
  Hex item("80");
  item.in.enter_array(9);
  EXPECT_EQ(fault_of(item.in), Fault::missing_item);
}

TEST(Decoder, RefusesWhatIsDeeperThanAnyFormat) {
  Hex item("818181818181818180");
  for (int i = 0; i < 9; ++i) item.in.enter_array(9);
  EXPECT_EQ(fault_of(item.in), Fault::too_deep);
}

}  // namespace
}  // namespace tocsin::cbor
