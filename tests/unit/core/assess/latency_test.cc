#include "core/assess/latency.h"

#include "core/assess/median.h"
#include "tests/unit/core/assess/november.h"

namespace tocsin::assess::test {
namespace {

struct Latency : testing::Test, November {
  std::vector<char> three{'a', 'b', 'c'};  // k is 2

  Figure rsi(char letter) { return rsi_latency(columns, letter, udp4); }
  RssLatency rss() { return rss_latency(columns, three, udp4); }

  void add_row(std::uint32_t interval, std::string_view vp, std::array<int, 3> rtts) {
    for (std::size_t i = 0; i < three.size(); ++i) {
      add_rtt(interval, vp, three[i], milliseconds(rtts[i]));
    }
  }

  // Every interval that has none yet.
  void fill_up(std::uint32_t from, std::string_view vp, int rtt) {
    for (auto t = from; t < november_intervals; ++t) add_row(t, vp, {rtt, rtt, rtt});
  }
};

double milliseconds_of(const std::optional<Ratio>& ratio) {
  return ratio ? ratio->value() : -1;
}

TEST_F(Latency, is_the_median_and_leaves_timeouts_out) {
  add_rtt(0, "no-1", 'a', milliseconds(30));
  add_rtt(1, "no-1", 'a', milliseconds(10));
  add_rtt(2, "no-1", 'a', milliseconds(20));
  add_timeout(3, "no-1", 'a');
  EXPECT_EQ(milliseconds_of(rsi('a').value), 20);
  EXPECT_EQ(rsi('a').count, 3U);
  add_rtt(4, "se-1", 'a', milliseconds(21));
  EXPECT_EQ(milliseconds_of(rsi('a').value), 20.5);
}

TEST_F(Latency, of_what_never_answered_is_no_figure) {
  add_timeout(3, "no-1", 'a');
  EXPECT_EQ(rsi('a').verdict(), FigureVerdict::no_data);
  EXPECT_EQ(rss().pooled.verdict(), FigureVerdict::no_data);
  EXPECT_EQ(rss().intervals.verdict(), FigureVerdict::no_data);
}

TEST_F(Latency, is_held_against_250_ms_by_udp_and_500_by_tcp) {
  for (std::uint32_t t = 0; t < november_intervals; ++t) {
    add_rtt(t, "no-1", 'a', milliseconds(250));
    add_rtt(t, "no-1", 'b', milliseconds(250) + Duration(1));
  }
  EXPECT_EQ(rsi('a').verdict(), FigureVerdict::pass);
  EXPECT_EQ(rsi('b').verdict(), FigureVerdict::fail);
  EXPECT_EQ(rsi_latency(columns, 'a', 1).threshold.limit.numerator, 500U);
}

TEST_F(Latency, may_have_been_anything_up_to_the_timeout_where_it_is_missing) {
  for (std::uint32_t t = 0; t < november_intervals / 2; ++t) {
    add_rtt(t, "no-1", 'a', milliseconds(t % 2 == 0 ? 100 : 200));
  }
  const auto figure = rsi('a');
  EXPECT_EQ(milliseconds_of(figure.low), 50);  // between none and 100
  EXPECT_EQ(milliseconds_of(figure.high), 2'100);
  EXPECT_EQ(figure.verdict(), FigureVerdict::inconclusive);
}

TEST_F(Latency, of_the_system_takes_the_k_lowest_of_each_vantage_point) {
  add_row(0, "no-1", {90, 10, 20});
  add_row(0, "se-1", {300, 500, 400});
  EXPECT_EQ(rss().pooled.count, 4U);
  EXPECT_EQ(milliseconds_of(rss().pooled.value), 160);  // 10, 20, 300, 400
}

TEST_F(Latency, of_the_system_is_held_against_150_ms_by_udp_and_300_by_tcp) {
  fill_up(0, "no-1", 151);
  EXPECT_EQ(rss().pooled.verdict(), FigureVerdict::fail);
  EXPECT_EQ(rss().pooled.threshold.limit.numerator, 150U);
  EXPECT_EQ(rss_latency(columns, three, 1).pooled.threshold.limit.numerator, 300U);
}

TEST_F(Latency, of_the_system_takes_fewer_where_fewer_answered) {
  add_rtt(0, "no-1", 'a', milliseconds(7));
  add_timeout(0, "no-1", 'b');
  add_timeout(0, "no-1", 'c');
  EXPECT_EQ(rss().pooled.count, 1U);
  EXPECT_EQ(milliseconds_of(rss().pooled.value), 7);
}

TEST_F(Latency, of_the_system_is_read_in_two_ways) {
  add_row(0, "no-1", {10, 10, 900});
  add_row(0, "se-1", {10, 10, 900});
  add_row(1, "no-1", {40, 60, 900});
  EXPECT_EQ(milliseconds_of(rss().pooled.value), 10);     // 10, 10, 10, 10, 40, 60
  EXPECT_EQ(milliseconds_of(rss().intervals.value), 30);  // 10 and 50
}

TEST_F(Latency, of_the_system_is_sure_where_missing_measurements_cannot_turn_it) {
  fill_up(0, "no-1", 20);
  EXPECT_EQ(rss().pooled.verdict(), FigureVerdict::pass);
  EXPECT_EQ(milliseconds_of(rss().pooled.high), 20);
  EXPECT_EQ(rss().intervals.verdict(), FigureVerdict::pass);
}

TEST_F(Latency, of_the_system_has_bounds_for_what_is_missing) {
  fill_up(november_intervals / 2 + 1, "no-1", 20);
  const auto [pooled, intervals] = rss();
  EXPECT_EQ(milliseconds_of(pooled.low), 0);
  EXPECT_EQ(milliseconds_of(pooled.high), 4'000);
  EXPECT_EQ(milliseconds_of(intervals.low), 0);
  EXPECT_EQ(milliseconds_of(intervals.high), 4'000);
  EXPECT_EQ(pooled.verdict(), FigureVerdict::inconclusive);
}

TEST(Median, counts_what_lies_below_and_above) {
  std::vector<std::uint32_t> numbers{30, 10, 20};
  EXPECT_EQ(text_of(*median_with_lower(numbers, {2, 0})), "20/2");
  EXPECT_EQ(text_of(*median_with_higher(numbers, {2, 99})), "60/2");
  EXPECT_EQ(text_of(*median_with_higher(numbers, {1, 99})), "50/2");
  EXPECT_FALSE(median_with_higher(numbers, {3, unbounded}));
  std::vector<std::uint32_t> none;
  EXPECT_FALSE(median_of(none));
}

}  // namespace
}  // namespace tocsin::assess::test
