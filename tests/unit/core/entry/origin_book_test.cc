#include "core/entry/origin_book.h"

#include <gtest/gtest.h>

namespace tocsin::entry {
namespace {

using record::NextOrigin;

const NextOrigin of_2027{"log/2027", {27}, WallTime{Duration(2027)}};
const NextOrigin of_2028{"log/2028", {28}, WallTime{Duration(2028)}};

struct OriginBookTest : testing::Test {
  Status<> announce(const std::vector<NextOrigin>& origins) {
    const auto body = encode(record::NextOrigins{origins, {}});
    return book.take({Kind::origins, body});
  }

  OriginBook book;
};

TEST_F(OriginBookTest, HasEachOriginOnceByTime) {
  EXPECT_TRUE(announce({of_2028}));
  EXPECT_TRUE(announce({of_2027, of_2028}));
  EXPECT_EQ(book.announced(), (std::vector{of_2027, of_2028}));
  ASSERT_NE(book.find("log/2028"), nullptr);
  EXPECT_EQ(*book.find("log/2028"), of_2028);
  EXPECT_EQ(book.find("log"), nullptr);
}

TEST_F(OriginBookTest, KeepsTheFirstWordAndNothingOfAnAnnouncementThatContradictsIt) {
  ASSERT_TRUE(announce({of_2028}));
  auto other_key = of_2028;
  other_key.key = {29};
  auto other_time = of_2028;
  other_time.from = WallTime{Duration(2029)};
  for (const auto& other : {other_key, other_time}) {
    const auto taken = announce({of_2027, other});
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().text, "announces log/2028 otherwise than it was announced before");
    EXPECT_EQ(book.announced(), std::vector{of_2028});
  }
}

TEST_F(OriginBookTest, TakesNothingElseForAnAnnouncement) {
  EXPECT_FALSE(book.take({Kind::origins, as_bytes("no announcement")}));
  const auto body = encode(record::NextOrigins{{of_2027}, {}});
  EXPECT_TRUE(book.take({Kind::roster, body}));
  EXPECT_TRUE(book.announced().empty());
}

}  // namespace
}  // namespace tocsin::entry
