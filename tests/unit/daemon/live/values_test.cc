#include <gtest/gtest.h>

#include <set>

#include "daemon/live/histogram.h"
#include "daemon/live/query_result.h"
#include "daemon/live/root_cell.h"
#include "daemon/live/target_book.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using record::Outcome;

TEST(RootCell, HasOneIndexForEachOfFiftyTwo) {
  for (std::size_t i = 0; i < root_cell_count; ++i) EXPECT_EQ(index_of(root_cell(i)), i);
  EXPECT_EQ(root_cell(51), (RootCell{{'m', plan::Family::v6}, record::Transport::tcp}));
}

TEST(QueryResult, IsTheRcodeOfAnAnswerAndElseTheOutcome) {
  EXPECT_EQ(QueryResult(Outcome::answered, 0).name(), "ok");
  EXPECT_EQ(QueryResult(Outcome::answered, 2).name(), "servfail");
  EXPECT_EQ(QueryResult(Outcome::answered, 5).name(), "rcode_refused");
  EXPECT_EQ(QueryResult(Outcome::answered, 3841).name(), "other_rcode");
  EXPECT_EQ(QueryResult(Outcome::answered, std::nullopt).name(), "other_rcode");
  EXPECT_EQ(QueryResult(Outcome::timeout, std::nullopt).name(), "timeout");
  EXPECT_EQ(QueryResult(Outcome::refused, 0).name(), "refused");
  EXPECT_EQ(QueryResult(Outcome::intercepted, 0).name(), "intercepted");
}

TEST(QueryResult, HasADistinctNameForEach) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < query_result_count; ++i) names.insert(QueryResult(i).name());
  EXPECT_EQ(names.size(), query_result_count);
  EXPECT_FALSE(names.contains("answered"));
}

TEST(Histogram, PutsATimeOnABoundBelowIt) {
  Histogram histogram;
  for (const Duration time : {Duration{150ms}, Duration{150ms + 1ns}, Duration{8s}}) {
    histogram.observe(time);
  }
  EXPECT_EQ(histogram.counts[9], 1U);   // up to 0.15
  EXPECT_EQ(histogram.counts[10], 1U);  // up to 0.2
  EXPECT_EQ(histogram.counts[21], 1U);  // above all
  EXPECT_NEAR(histogram.sum, 8.3, 1e-6);
}

plan::TargetSet set_of(std::string zone, std::string server) {
  return {{{std::move(zone), std::move(server), {}}}};
}

TEST(TargetBook, KnowsLettersOfTheRootZoneOnly) {
  TargetBook book;
  book.learn({1}, set_of(".", "k.root-servers.net."));
  book.learn({2}, set_of("no.", "k.root-servers.net."));
  book.learn({3}, set_of(".", "ns.example."));
  EXPECT_EQ(book.find({1}, 0).target, (RootTarget{'k', plan::Family::v4}));
  for (const std::uint8_t digest : {2, 3}) {
    EXPECT_TRUE(book.find({digest}, 0).known);
    EXPECT_FALSE(book.find({digest}, 0).target);
  }
  EXPECT_FALSE(book.find({1}, 1).known);
  EXPECT_FALSE(book.find({4}, 0).known);
}

TEST(TargetBook, ForgetsTheSetThatIsAskedForLeast) {
  TargetBook book;
  for (std::uint8_t i = 0; i < TargetBook::sets_max; ++i) {
    book.learn({i}, set_of(".", "a.root-servers.net."));
  }
  book.find({0}, 0);
  EXPECT_TRUE(book.knows({1}));
  book.learn({0xff}, set_of(".", "b.root-servers.net."));
  EXPECT_TRUE(book.knows({0}));
  EXPECT_TRUE(book.knows({1}));
  EXPECT_FALSE(book.knows({2}));
}

}  // namespace
}  // namespace tocsin::collector
