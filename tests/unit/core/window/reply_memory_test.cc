#include "core/window/reply_memory.h"

#include <gtest/gtest.h>

#include "core/crypto/sha256.h"

namespace tocsin::window {
namespace {

// So many replies of four octets that one probe alone holds.
constexpr std::size_t room_for(std::size_t replies) {
  return replies * (4 + 2 * ReplyMemory::octets_beside);
}

record::Reply kept(Bytes bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  return {.digest = crypto::sha256(bytes), .bytes = size, .kept = std::move(bytes)};
}

record::Reply kept(std::uint8_t mark) {
  return kept(Bytes(4, mark));
}

record::Reply named(const record::Reply& reply) {
  return {.digest = reply.digest, .bytes = 0, .kept = {}};
}

TEST(AReply, ThatABatchHasKeptIsKnownByItsDigestWhoeverBroughtIt) {
  ReplyMemory memory(room_for(3));
  const auto reply = kept({1, 2, 3});
  EXPECT_EQ(memory.find("no-1", named(reply)), nullptr);
  EXPECT_EQ(*memory.find("no-1", reply), reply.kept);
  EXPECT_EQ(*memory.find("no-1", named(reply)), reply.kept);
  EXPECT_EQ(*memory.find("fi-1", named(reply)), reply.kept);
  EXPECT_EQ(memory.find("no-1", named(kept(4))), nullptr);
}

TEST(AReply, ThatIsCutOrAnotherThanItSaysIsNotKept) {
  ReplyMemory memory(room_for(3));
  auto cut = kept({1, 2, 3});
  ++cut.bytes;
  EXPECT_EQ(memory.find("no-1", cut), nullptr);
  auto other = kept({1, 2, 3});
  other.digest[0] ^= 1;
  EXPECT_EQ(memory.find("no-1", other), nullptr);
  EXPECT_EQ(memory.find("no-1", named(other)), nullptr);
}

TEST(AReply, ThatWasNamedLeastRecentlyIsForgottenFirst) {
  ReplyMemory memory(room_for(2));
  const auto held = memory.find("no-1", kept(1));
  memory.find("no-1", kept(2));
  EXPECT_NE(memory.find("no-1", named(kept(1))), nullptr);
  memory.find("no-1", kept(3));
  EXPECT_NE(memory.find("no-1", named(kept(1))), nullptr);
  EXPECT_EQ(memory.find("no-1", named(kept(2))), nullptr);
  EXPECT_NE(memory.find("no-1", named(kept(3))), nullptr);
  memory.find("no-1", kept(2));
  EXPECT_EQ(memory.find("no-1", named(kept(1))), nullptr);
  EXPECT_EQ(*held, kept(1).kept) << "whoever has it still has it";
}

TEST(AReply, ThatIsLongerThanTheMemoryIsNotInTheWayOfOthers) {
  ReplyMemory memory(room_for(1));
  const auto longer = kept(Bytes(5, 1));
  EXPECT_EQ(memory.find("no-1", longer)->size(), 5U);
  EXPECT_EQ(memory.find("no-1", named(longer)), nullptr);
  memory.find("no-1", kept(2));
  EXPECT_NE(memory.find("no-1", named(kept(2))), nullptr);
}

TEST(AReply, IsNotPushedOutByAProbeThatPoursMoreIn) {
  ReplyMemory memory(room_for(4));
  memory.find("no-1", kept(1));
  memory.find("no-1", kept(2));
  for (std::uint8_t mark = 10; mark < 200; ++mark) memory.find("rogue", kept(mark));
  EXPECT_NE(memory.find("no-1", named(kept(1))), nullptr);
  EXPECT_NE(memory.find("no-1", named(kept(2))), nullptr);
  EXPECT_NE(memory.find("rogue", named(kept(199))), nullptr);
  EXPECT_EQ(memory.find("rogue", named(kept(10))), nullptr);
}

TEST(AReply, IsHeldByWhoeverNamesItThoughAnotherLetsItGo) {
  ReplyMemory memory(room_for(4));
  memory.find("rogue", kept(1));
  memory.find("no-1", named(kept(1)));
  memory.find("no-1", kept(2));
  memory.find("rogue", named(kept(2)));
  for (std::uint8_t mark = 10; mark < 200; ++mark) memory.find("rogue", kept(mark));
  EXPECT_NE(memory.find("no-1", named(kept(1))), nullptr);
  EXPECT_NE(memory.find("no-1", named(kept(2))), nullptr);
}

TEST(AReply, ThatNobodyHoldsAnyMoreLeavesItsRoom) {
  ReplyMemory memory(room_for(4));
  for (int day = 0; day < 9; ++day) {
    for (std::uint8_t mark = 0; mark < 200; ++mark) {
      memory.find("no-1", kept(mark));
      memory.find("fi-1", named(kept(mark)));
    }
  }
  memory.find("no-1", kept(1));
  memory.find("no-1", kept(2));
  EXPECT_NE(memory.find("no-1", named(kept(1))), nullptr);
  EXPECT_NE(memory.find("no-1", named(kept(2))), nullptr);
}

}  // namespace
}  // namespace tocsin::window
