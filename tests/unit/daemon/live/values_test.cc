#include <gtest/gtest.h>

#include <set>

#include "daemon/live/histogram.h"
#include "daemon/live/query_result.h"
#include "daemon/live/root_cell.h"

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

}  // namespace
}  // namespace tocsin::collector
