#include "core/assess/availability.h"

#include <numeric>

#include "core/assess/thresholds.h"
#include "tests/unit/core/assess/november.h"

namespace tocsin::assess::test {
namespace {

constexpr std::uint64_t k = 8;
constexpr std::uint64_t all = k * november_intervals * 20;  // 1382400

// The examples of section 6.1: 13 RSIs, 30 days, 20 vantage points. Where all of these are alike,
// two of them do; tests/conformance/rssac047_examples.py has each in full.
using IsDown = bool (*)(std::uint32_t interval, std::size_t vantage_point, std::size_t rsi);
struct Example {
  const char* name;
  std::size_t vantage_points;
  IsDown is_down;
  Ratio availability;
  FigureVerdict verdict;
};

class WorkedExample : public testing::TestWithParam<Example> {
 protected:
  static void fill(November& november) {
    for (std::size_t v = 0; v < GetParam().vantage_points; ++v) {
      const auto vp = "vp" + std::to_string(v);
      for (std::uint32_t t = 0; t < november_intervals; ++t) {
        for (std::size_t r = 0; r < letters.size(); ++r) {
          auto measurement = November::soa(t, vp, letters[r]);
          if (GetParam().is_down(t, v, r)) measurement.outcome = Outcome::timeout;
          november.add(measurement);
        }
      }
    }
  }
};

TEST_P(WorkedExample, gives_what_the_formula_gives) {
  November november;
  fill(november);
  const auto figure = rss_availability(november.columns, november.columns.rsis(), udp4);
  ASSERT_TRUE(figure.value);
  EXPECT_EQ(figure.value->denominator, k * november_intervals * GetParam().vantage_points);
  EXPECT_FALSE(less(*figure.value, GetParam().availability)) << text_of(*figure.value);
  EXPECT_FALSE(less(GetParam().availability, *figure.value)) << text_of(*figure.value);
  EXPECT_EQ(text_of(figure.low), value_of(figure));
  EXPECT_EQ(text_of(*figure.high), value_of(figure));
  EXPECT_EQ(figure.count, letters.size() * november_intervals * GetParam().vantage_points);
  EXPECT_EQ(figure.verdict(), GetParam().verdict);
}

const Example examples[] = {
    {"one_dead", 2, [](auto, auto, auto r) { return r < 1; }, {1, 1}, FigureVerdict::pass},
    {"five_dead", 2, [](auto, auto, auto r) { return r < 5; }, {1, 1}, FigureVerdict::pass},
    {"six_dead", 2, [](auto, auto, auto r) { return r < 6; }, {7, 8}, FigureVerdict::fail},
    {"all_dead_for_a_day",
     2,
     [](auto t, auto, auto) { return t >= 288 && t < 576; },
     {29, 30},
     FigureVerdict::fail},
    {"one_vantage_point_reaches_seven_once",
     20,
     [](auto t, auto v, auto r) { return t == 99 && v == 3 && r >= 7; },
     {all - 1, all},
     FigureVerdict::pass},
    // The text subtracts 14 and prints 99.9989 %.
    {"seven_vantage_points_reach_none_twice",
     20,
     [](auto t, auto v, auto) { return t < 2 && v < 7; },
     {all - 14 * k, all},
     FigureVerdict::fail}};

INSTANTIATE_TEST_SUITE_P(Section6,
                         WorkedExample,
                         testing::ValuesIn(examples),
                         [](const auto& test) { return test.param.name; });

struct Availability : testing::Test, November {
  Figure rsi(char letter) { return rsi_availability(columns, columns.rsis(), letter, udp4); }
  Figure rss() { return rss_availability(columns, columns.rsis(), udp4); }

  void add_all(std::string_view vp, std::string_view rsis, std::uint32_t intervals) {
    for (std::uint32_t t = 0; t < intervals; ++t) {
      for (const char letter : rsis) add(soa(t, vp, letter));
    }
  }
};

TEST_F(Availability, of_a_month_without_data_is_no_figure) {
  EXPECT_EQ(rss().verdict(), FigureVerdict::no_data);
  EXPECT_FALSE(rss().value);
  add_timeout(0, "no-1", 'a');
  EXPECT_EQ(rsi('b').verdict(), FigureVerdict::no_data);
}

TEST_F(Availability, counts_whatever_is_no_reply_with_rcode_0_in_time) {
  add(soa(0, "no-1", 'a'));
  std::uint32_t interval = 1;
  for (const auto outcome : {Outcome::timeout,
                             Outcome::refused,
                             Outcome::unreachable,
                             Outcome::malformed,
                             Outcome::mismatched,
                             Outcome::reset}) {
    auto measurement = soa(interval++, "no-1", 'a');
    measurement.outcome = outcome;
    add(measurement);
  }
  auto refused = soa(interval++, "no-1", 'a');
  refused.rcode = 5;
  add(refused);
  add_rtt(interval++, "no-1", 'a', seconds(4));
  add_rtt(interval++, "no-1", 'a', seconds(4) + Duration(1));
  EXPECT_EQ(value_of(rsi('a')), "2/10");
}

TEST_F(Availability, takes_a_truncated_reply_for_a_reply) {
  auto truncated = soa(0, "no-1", 'a');
  truncated.outcome = Outcome::truncated;
  add(truncated);
  EXPECT_EQ(value_of(rsi('a')), "1/1");
}

TEST_F(Availability, does_not_take_missing_or_intercepted_for_failed) {
  add_all("no-1", "a", november_intervals - 1'000);
  auto intercepted = soa(november_intervals - 1, "no-1", 'a');
  intercepted.outcome = Outcome::intercepted;
  add(intercepted);
  const auto figure = rsi('a');
  EXPECT_EQ(value_of(figure), "7640/7640");
  EXPECT_EQ(text_of(figure.low), "7640/8640");
  EXPECT_EQ(text_of(*figure.high), "8640/8640");
  EXPECT_EQ(figure.verdict(), FigureVerdict::inconclusive);
  EXPECT_EQ(columns.counts().intercepted, 1U);
}

TEST_F(Availability, expects_every_rsi_from_every_vantage_point_of_the_path) {
  add_all("no-1", "ab", november_intervals);
  add_all("se-1", "a", november_intervals);
  auto other_path = soa(0, "fi-1", 'b');
  other_path.family = plan::Family::v6;
  add(other_path);
  EXPECT_EQ(text_of(rsi('b').low), "8640/17280");
  EXPECT_EQ(rsi('a').verdict(), FigureVerdict::pass);
}

TEST_F(Availability, of_the_system_is_sure_where_what_is_missing_cannot_change_it) {
  add_all("no-1", letters.substr(1), november_intervals);  // never 'a', which is known elsewhere
  add_all("se-1", letters, november_intervals);
  EXPECT_EQ(rss().verdict(), FigureVerdict::pass);
  EXPECT_EQ(text_of(rss().low), text_of(*rss().high));
}

TEST_F(Availability, of_the_system_leaves_open_what_was_not_measured) {
  add_all("no-1", letters, november_intervals - 1);
  const auto figure = rss();
  EXPECT_EQ(value_of(figure), "69112/69112");
  EXPECT_EQ(text_of(figure.low), "69112/69120");
  EXPECT_EQ(text_of(*figure.high), "69120/69120");
  EXPECT_EQ(figure.verdict(), FigureVerdict::inconclusive);
}

TEST_F(Availability, of_the_system_lies_within_its_bounds_where_an_outage_is_half_measured) {
  add_all("se-1", letters, november_intervals);
  for (std::uint32_t t = 0; t < november_intervals; ++t) {
    for (const char letter : letters.substr(1)) {  // never 'a'
      const bool down = t < 288 && letter > 'g';
      down ? add_timeout(t, "no-1", letter) : add(soa(t, "no-1", letter));
    }
  }
  const auto figure = rss();
  EXPECT_EQ(text_of(figure.low), "137664/138240");  // for a day six of twelve, and 'a' perhaps
  EXPECT_EQ(value_of(figure), "137664/138240");
  EXPECT_EQ(text_of(*figure.high), "137952/138240");
  EXPECT_EQ(figure.verdict(), FigureVerdict::fail);
}

TEST_F(Availability, of_the_system_asks_of_what_was_measured_for_no_more_than_it) {
  add(soa(0, "no-1", 'a'));
  add_timeout(0, "no-1", 'b');
  for (const char letter : letters) add(soa(1, "no-1", letter));
  EXPECT_EQ(value_of(rss()), "9/10");
  EXPECT_EQ(rss().count, 15U);
}

TEST_F(Availability, counts_only_the_first_measurement_of_an_interval_in_any_order) {
  auto retry = soa(7, "no-1", 'a');
  retry.t = retry.t + seconds(5);
  add(retry);
  add_timeout(7, "no-1", 'a');
  add(retry);
  EXPECT_EQ(value_of(rsi('a')), "0/1");
  EXPECT_EQ(columns.counts().repeated, 2U);
}

TEST_F(Availability, leaves_out_other_months) {
  auto early = soa(0, "no-1", 'a');
  early.t = *from_rfc3339("2026-10-31T23:59:59.999999999Z");
  add(early);
  early.t = *from_rfc3339("2026-12-01T00:00:00Z");
  add(early);
  EXPECT_EQ(columns.counts().outside, 2U);
  EXPECT_EQ(rsi('a').verdict(), FigureVerdict::no_data);
}

TEST(Columns, are_bounded) {
  MonthColumns columns(*Month::from_text("2026-11"));
  std::size_t accepted = 0;
  for (std::size_t v = 0; v < series_max + 10; ++v) {
    accepted += columns.add(November::soa(0, "vp" + std::to_string(v), 'a')) ? 1 : 0;
  }
  EXPECT_EQ(accepted, series_max);
  EXPECT_LE(columns.vantage_point_count(), series_max);
}

TEST(Thresholds, follow_the_number_of_rsis) {
  EXPECT_EQ(needed_of(13), 8U);
  EXPECT_EQ(needed_of(12), 8U);  // 11 x 2/3 is 7.33
  EXPECT_EQ(needed_of(10), 6U);
  EXPECT_EQ(needed_of(1), 1U);
  EXPECT_EQ(needed_of(0), 0U);
  EXPECT_EQ(text_of(rsi_availability_threshold(13).limit), "96/100");
  EXPECT_TRUE(less(rsi_availability_threshold(22).limit, rsi_availability_threshold(13).limit))
      << "the more RSIs, the lower";
}

}  // namespace
}  // namespace tocsin::assess::test
