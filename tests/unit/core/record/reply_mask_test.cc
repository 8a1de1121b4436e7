#include "core/record/reply_mask.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"

namespace tocsin::record {
namespace {

std::string masked(std::string_view hex) {
  auto reply = from_hex(hex).value();
  mask(reply);
  return to_hex(reply);
}

TEST(ReplyMask, ClearsTheIdAndTheCaseOfTheQuestion) {
  EXPECT_EQ(masked("beef8400000100000000000002"
                   "4e4f0000060001"),
            "00008400000100000000000002"
            "6e6f0000060001");
}

TEST(ReplyMask, LeavesWhatFollowsTheQuestionsName) {
  const auto tail = "0000060001c00c4e4f4e4f";
  EXPECT_EQ(masked(std::string("beef84000001000000000000") + tail),
            std::string("000084000001000000000000") + tail);
}

TEST(ReplyMask, MasksWhatThereIsOfAReplyCutShort) {
  EXPECT_EQ(masked(""), "");
  EXPECT_EQ(masked("be"), "be");
  EXPECT_EQ(masked("beef"), "0000");
  EXPECT_EQ(masked("beef84000001000000000000034e"), "000084000001000000000000036e");
}

TEST(ReplyMask, DoesNotFollowPointers) {
  EXPECT_EQ(masked("beef84000001000000000000c00c4e"), "000084000001000000000000c00c4e");
}

TEST(ReplyMask, PutsAnIdBack) {
  auto reply = from_hex("000084").value();
  set_id(reply, 0x1234);
  EXPECT_EQ(to_hex(reply), "123484");
  EXPECT_TRUE(has_id(reply, 0x1234));
  EXPECT_FALSE(has_id(ByteView(reply).first(1), 0x12));
}

}  // namespace
}  // namespace tocsin::record
