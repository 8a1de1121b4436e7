#include "core/record/layout.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"

namespace tocsin::record {
namespace {

enum class Colour : std::uint8_t { red, green };

struct Dot {
  std::uint8_t x = 0;
  std::optional<Duration> seen;

  bool operator==(const Dot&) const = default;
};

struct Picture {
  std::string name;
  Colour colour{};
  std::vector<std::string> words;
  std::vector<Dot> dots;
  std::uint32_t copies = 1;

  bool operator==(const Picture&) const = default;
};

constexpr auto layout = [](auto& map, auto& picture) {
  map(picture.name, 4);
  map(picture.colour, Colour::green);
  map.list(picture.words, 2, 3);
  map.rows(picture.dots, 2, [](auto& row, auto& dot) {
    row(dot.x);
    row(dot.seen);
  });
  map.require(!picture.dots.empty());
  map.unless(1U, picture.copies);
};

const Picture example{"sun", Colour::green, {"a", "b"}, {{7, Duration(9)}, {8, {}}}, 1};

std::string_view fault_of(Picture picture) {
  const auto read = decode_map<Picture>(encode_map(picture, layout), layout);
  return read ? "none" : name_of(read.error().fault);
}

TEST(Layout, NumbersTheFieldsAfterTheVersion) {
  EXPECT_EQ(to_hex(encode_map(example, layout)),
            "a5"          // a map of five
            "0001"        // version 1
            "016373756e"  // 1: "sun"
            "0201"        // 2: green
            "038261616162"
            "048282070982"  // 4: [[7, 9], [8, null]]
            "08f6");
}

TEST(Layout, ReadsWhatItWrites) {
  EXPECT_EQ(decode_map<Picture>(encode_map(example, layout), layout), example);
}

TEST(Layout, LeavesOutTheUsualAndReadsTheRest) {
  auto printed = example;
  printed.copies = 30;
  EXPECT_EQ(encode_map(printed, layout).size(), encode_map(example, layout).size() + 3);
  EXPECT_EQ(decode_map<Picture>(encode_map(printed, layout), layout), printed);
}

TEST(Layout, HasOneForm) {
  const auto said_anyway = *from_hex("a60001016373756e0201038004818207f60501");
  const auto read = decode_map<Picture>(said_anyway, layout);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().fault, cbor::Fault::out_of_range);
}

TEST(Layout, RefusesWhatIsAboveALimit) {
  auto picture = example;
  picture.name = "suns!";
  EXPECT_EQ(fault_of(picture), "too_long");
  picture = example;
  picture.words = {"long", "b"};
  EXPECT_EQ(fault_of(picture), "too_long");
  picture = example;
  picture.dots.resize(3);
  EXPECT_EQ(fault_of(picture), "too_long");
  picture = example;
  picture.colour = Colour{2};
  EXPECT_EQ(fault_of(picture), "out_of_range");
}

TEST(Layout, RefusesWhatItRequires) {
  auto picture = example;
  picture.dots.clear();
  EXPECT_EQ(fault_of(picture), "unacceptable");
}

TEST(Layout, CutAnywhereIsRefused) {
  const auto whole = encode_map(example, layout);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(decode_map<Picture>(ByteView(whole).first(size), layout)) << size;
  }
}

TEST(Layout, OfARowHasNeitherKeysNorVersion) {
  const auto dot_layout = [](auto& row, auto& dot) {
    row(dot.x);
    row(dot.seen);
  };
  EXPECT_EQ(to_hex(encode_row(Dot{7, {}}, dot_layout)), "8207f6");
  EXPECT_EQ(decode_row<Dot>(*from_hex("820709"), dot_layout), (Dot{7, Duration(9)}));
  EXPECT_FALSE(decode_row<Dot>(*from_hex("8107"), dot_layout));
}

}  // namespace
}  // namespace tocsin::record
