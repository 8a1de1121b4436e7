#include "core/window/reply_memory.h"

#include <gtest/gtest.h>

#include "core/crypto/sha256.h"

namespace tocsin::window {
namespace {

record::Reply kept(Bytes bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  return {.digest = crypto::sha256(bytes), .bytes = size, .kept = std::move(bytes)};
}

record::Reply named(const record::Reply& reply) {
  return {.digest = reply.digest, .bytes = 0, .kept = {}};
}

TEST(AReply, ThatABatchHasKeptIsKnownByItsDigest) {
  ReplyMemory memory(100);
  const auto reply = kept({1, 2, 3});
  EXPECT_EQ(memory.find(named(reply)), nullptr);
  EXPECT_EQ(*memory.find(reply), reply.kept);
  EXPECT_EQ(*memory.find(named(reply)), reply.kept);
  EXPECT_EQ(memory.find(named(kept({4}))), nullptr);
}

TEST(AReply, ThatIsCutOrAnotherThanItSaysIsNotKept) {
  ReplyMemory memory(100);
  auto cut = kept({1, 2, 3});
  ++cut.bytes;
  EXPECT_EQ(memory.find(cut), nullptr);
  auto other = kept({1, 2, 3});
  other.digest[0] ^= 1;
  EXPECT_EQ(memory.find(other), nullptr);
  EXPECT_EQ(memory.find(named(other)), nullptr);
}

TEST(AReply, ThatWasNamedLeastRecentlyIsForgottenFirst) {
  ReplyMemory memory(8);
  const auto a = kept(Bytes(4, 1));
  const auto b = kept(Bytes(4, 2));
  const auto c = kept(Bytes(4, 3));
  const auto held = memory.find(a);
  memory.find(b);
  EXPECT_NE(memory.find(named(a)), nullptr);
  memory.find(c);
  EXPECT_NE(memory.find(named(a)), nullptr);
  EXPECT_EQ(memory.find(named(b)), nullptr);
  EXPECT_NE(memory.find(named(c)), nullptr);
  memory.find(b);
  EXPECT_EQ(memory.find(named(a)), nullptr);
  EXPECT_EQ(*held, a.kept) << "whoever has it still has it";
}

TEST(AReply, ThatIsLongerThanTheMemoryIsNotInTheWayOfOthers) {
  ReplyMemory memory(8);
  EXPECT_EQ(memory.find(kept(Bytes(9, 1)))->size(), 9U);
  EXPECT_EQ(memory.find(named(kept(Bytes(9, 1)))), nullptr);
  memory.find(kept(Bytes(8, 2)));
  EXPECT_NE(memory.find(named(kept(Bytes(8, 2)))), nullptr);
}

}  // namespace
}  // namespace tocsin::window
