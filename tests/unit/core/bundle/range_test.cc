#include "core/bundle/range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/bundle/cut.h"
#include "tests/support/log/log_in_memory.h"

namespace tocsin::bundle {
namespace {

using testing::HasSubstr;

tlog::LogInMemory log_of(std::uint64_t size) {
  tlog::LogInMemory log({"geneva.example/log", crypto::SigningKey::from_seed({7})});
  for (std::uint64_t i = 0; i < size; ++i) {
    log.add(entry::Kind::batch, as_bytes("entry " + std::to_string(i)));
  }
  return log;
}

std::string why_not(const Contents& contents) {
  const auto range = replay(contents);
  return range ? "" : range.error().text;
}

struct Replayed : testing::Test {
  tlog::LogInMemory log = log_of(1000);

  Contents cut(std::uint64_t before, std::uint64_t after, std::vector<std::uint64_t> earlier = {}) {
    const auto contents = cut_from(
        log.files(),
        {.before = log.checkpoint(before), .after = log.checkpoint(after), .earlier = earlier});
    EXPECT_TRUE(contents) << contents.error().text;
    return *contents;
  }
};

TEST_F(Replayed, HoldsEveryEntryFromBeforeToAfter) {
  const auto contents = cut(300, 1000, {0, 17, 255});
  const auto range = replay(contents);
  ASSERT_TRUE(range) << range.error().text;
  EXPECT_EQ(range->first(), 256U);
  ASSERT_EQ(range->entries.size(), 744U);
  for (const auto& logged : range->entries) {
    const auto body = entry::decode(logged.bytes)->body;
    ASSERT_EQ(as_text(body), "entry " + std::to_string(logged.index));
  }
  ASSERT_EQ(range->earlier.size(), 3U);
  EXPECT_EQ(range->earlier[1].index, 17U);
  EXPECT_EQ(as_text(entry::decode(range->earlier[1].bytes)->body), "entry 17");
}

// Whatever the sizes are: at the edges of bundles and between them.
TEST_F(Replayed, GoesFromAnyTreeToAnyLarger) {
  const std::vector<std::uint64_t> sizes{1, 2, 255, 256, 257, 511, 512, 513, 767, 768, 999, 1000};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    for (std::size_t j = i + 1; j < sizes.size(); ++j) {
      EXPECT_EQ(why_not(cut(sizes[i], sizes[j])), "") << sizes[i] << " to " << sizes[j];
    }
  }
}

TEST_F(Replayed, BeginsAnywhereWithoutACheckpointBefore) {
  for (const std::uint64_t first : {0, 256, 768}) {
    const auto contents =
        cut_from(log.files(), {.before = {}, .after = log.checkpoint(1000), .first = first});
    ASSERT_TRUE(contents) << contents.error().text;
    const auto range = replay(*contents);
    ASSERT_TRUE(range) << range.error().text;
    EXPECT_EQ(range->first(), first);
  }
}

TEST_F(Replayed, IsNotCutWhereTheLogLacksSomething) {
  const auto empty = [](const std::string&) { return std::optional<Bytes>(); };
  EXPECT_FALSE(cut_from(empty, {.before = {}, .after = log.checkpoint(10)}));
  EXPECT_FALSE(cut_from(log.files(), {.before = log.checkpoint(20), .after = log.checkpoint(20)}));
  EXPECT_FALSE(
      cut_from(log.files(),
               {.before = log.checkpoint(300), .after = log.checkpoint(400), .earlier = {256}}));
}

// Each file of the log's part decides: without it, and with any byte of it changed, nothing holds.
TEST_F(Replayed, NeedsEveryFileAsItIs) {
  const auto whole = cut(300, 700, {3});
  ASSERT_EQ(why_not(whole), "");
  for (const auto& [path, bytes] : whole) {
    auto without = whole;
    without.erase(path);
    EXPECT_NE(why_not(without), "") << path;
    const auto signatures = as_text(bytes).find("\n\n");  // not this part's question
    const bool is_note = path == before_path || path == after_path;
    const auto proven = path.ends_with(".tlog-proof") ? as_text(bytes).rfind("\n\n") : bytes.size();
    const auto end = is_note ? signatures : std::min<std::size_t>(bytes.size(), proven);
    const auto step = std::max<std::size_t>(1, end / 50);
    for (std::size_t i = 0; i < end; i += step) {
      auto changed = whole;
      changed[path][i] ^= 1;
      EXPECT_NE(why_not(changed), "") << path << " at " << i;
    }
  }
}

TEST_F(Replayed, TakesNoFileThatIsNotNeeded) {
  for (const auto* path : {"tile/0/000.p/3",
                           "tile/1/001.p/1",
                           "tile/entries/000",
                           "entry/299",
                           "entry/4.tlog-proof",
                           "entry/x"}) {
    auto more = cut(300, 700, {3});
    more[path] = {1};
    EXPECT_NE(why_not(more), "") << path;
  }
}

TEST_F(Replayed, AnEarlierEntryIsProvenUnderTheTreeOfAfter) {
  auto contents = cut(300, 700, {3});
  contents[proof_path(3)] = cut(300, 600, {3})[proof_path(3)];
  EXPECT_THAT(why_not(contents), HasSubstr("its proof is of another entry or tree"));
  auto renamed = cut(300, 700, {3});
  renamed[entry_path(4)] = renamed[entry_path(3)];
  renamed[proof_path(4)] = renamed[proof_path(3)];
  EXPECT_THAT(why_not(renamed), HasSubstr("entry/4: its proof is of another entry"));
}

TEST_F(Replayed, TwoLogsAreNotOne) {
  auto other = log_of(0);
  tlog::LogInMemory lyon({"lyon.example/log", crypto::SigningKey::from_seed({7})});
  for (int i = 0; i < 300; ++i) lyon.add(entry::Kind::batch, as_bytes("x"));
  auto contents = cut(300, 700);
  const auto before = lyon.checkpoint(300);
  contents[std::string(before_path)] = {before.begin(), before.end()};
  EXPECT_THAT(why_not(contents), HasSubstr("of two logs"));
}

TEST_F(Replayed, AForkedLogIsFound) {
  tlog::LogInMemory fork({"geneva.example/log", crypto::SigningKey::from_seed({7})});
  for (std::uint64_t i = 0; i < 700; ++i) {
    const auto text = i == 270 ? "another" : "entry " + std::to_string(i);
    fork.add(entry::Kind::batch, as_bytes(text));
  }
  auto contents = cut(300, 700);
  const auto forked =
      cut_from(fork.files(), {.before = fork.checkpoint(260), .after = fork.checkpoint(700)});
  for (const auto& [path, bytes] : *forked) {
    if (path != before_path) contents[path] = bytes;
  }
  EXPECT_THAT(why_not(contents), HasSubstr("is not the front of the tree of after"));
}

}  // namespace
}  // namespace tocsin::bundle
