#include "core/bundle/stamped.h"

#include <gmock/gmock.h>

#include "core/bundle/cut.h"
#include "core/bundle/range.h"
#include "core/crypto/sha256.h"
#include "tests/support/log/log_in_memory.h"

namespace tocsin::bundle {
namespace {

using testing::HasSubstr;

tlog::LogInMemory log_of(std::uint64_t size, const std::string& name = "geneva.example/log") {
  tlog::LogInMemory log({name, crypto::SigningKey::from_seed({7})});
  for (std::uint64_t i = 0; i < size; ++i) {
    log.add(entry::Kind::batch, as_bytes("entry " + std::to_string(i)));
  }
  return log;
}

struct StampedBundle : testing::Test {
  tlog::LogInMemory log = log_of(1000);

  // With tokens of the tree of this size, which are nothing but bytes here.
  Contents cut(std::uint64_t after, std::uint64_t stamped) {
    const auto contents = cut_from(log.files(),
                                   {.before = log.checkpoint(300),
                                    .after = log.checkpoint(after),
                                    .stamped = log.checkpoint(stamped),
                                    .tokens = {{stamped + 7, {1}}, {stamped + 10, {2}}}});
    EXPECT_TRUE(contents) << contents.error().text;
    return contents ? *contents : Contents{};
  }
  static std::string why_not(const Contents& contents) {
    const auto range = replay(contents);
    return range ? "" : range.error().text;
  }
};

TEST_F(StampedBundle, HasACheckpointThatHoldsTheRangeAndItsTokens) {
  const auto contents = cut(500, 700);
  const auto range = replay(contents);
  ASSERT_TRUE(range) << range.error().text;
  ASSERT_TRUE(range->stamped);
  EXPECT_EQ(range->stamped->tree.checkpoint.tree.size, 700U);
  EXPECT_EQ(range->stamped->imprint, crypto::sha256(as_bytes(log.checkpoint(700))));
  ASSERT_EQ(range->stamped->tokens.size(), 2U);
  EXPECT_EQ(range->stamped->tokens[0].index, 707U);
  EXPECT_EQ(range->stamped->tokens[1].bytes[0], 2U);
}

TEST_F(StampedBundle, MayHaveTheEndItselfStamped) {
  auto contents = cut(500, 500);
  EXPECT_EQ(why_not(contents), "");
  EXPECT_EQ(contents.count("stamped-consistency"), 0U);
  contents["stamped-consistency"] = {};
  EXPECT_EQ(why_not(contents), "stamped is the tree of after, yet there is a proof");
}

TEST_F(StampedBundle, NeedHaveNone) {
  const auto contents =
      cut_from(log.files(), {.before = log.checkpoint(300), .after = log.checkpoint(500)});
  EXPECT_FALSE(replay(*contents)->stamped);
}

TEST_F(StampedBundle, HasNothingThatBelongsToNothing) {
  for (const auto* path : {"stamped", "stamped-consistency"}) {
    auto contents = cut(500, 700);
    contents.erase(path);
    EXPECT_THAT(why_not(contents), HasSubstr("there is no stamped")) << path;
  }
  auto contents = cut(500, 700);
  contents.erase(token_path(707));
  EXPECT_EQ(why_not(contents), "");
  contents.erase(token_path(710));
  EXPECT_EQ(why_not(contents), "stamped has no token");
}

TEST_F(StampedBundle, IsOfOneLogOnly) {
  const auto put = [](Contents& contents, const std::string& note) {
    contents["stamped"] = Bytes(note.begin(), note.end());
  };
  auto contents = cut(500, 700);
  put(contents, log_of(700, "other.example/log").checkpoint(700));
  EXPECT_EQ(why_not(contents), "after and stamped are of two logs");
  put(contents, log.checkpoint(499));
  EXPECT_EQ(why_not(contents), "stamped is smaller than after");
  put(contents, log.checkpoint(701));
  EXPECT_EQ(why_not(contents), "stamped-consistency: does not lead from the one tree to the other");
  put(contents, "no note");
  EXPECT_THAT(why_not(contents), HasSubstr("stamped: "));
  auto fork = log_of(499);
  fork.add(entry::Kind::batch, as_bytes("another"));
  auto same_size = cut(500, 500);
  put(same_size, fork.checkpoint(500));
  EXPECT_EQ(why_not(same_size), "stamped is another tree than after");
}

TEST_F(StampedBundle, HasNoMoreTokensThanAnybodyNeeds) {
  auto contents = cut(500, 700);
  for (std::uint64_t i = 0; i < tokens_max - 2; ++i) contents[token_path(800 + i)] = {3};
  EXPECT_EQ(why_not(contents), "");
  contents[token_path(900)] = {3};
  EXPECT_EQ(why_not(contents), "there are too many tokens");
}

}  // namespace
}  // namespace tocsin::bundle
