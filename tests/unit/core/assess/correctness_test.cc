#include "core/assess/correctness.h"

#include "tests/unit/core/assess/november.h"

namespace tocsin::assess::test {
namespace {

struct MonthsCorrectness : testing::Test, November {
  Figure of(std::vector<char> rsis) { return correctness_of(columns, rsis); }

  void add_all(char rsi, std::uint32_t incorrect) {
    for (std::uint32_t t = 0; t < november_intervals; ++t) {
      add(correctness(t, "no-1", rsi, t < incorrect ? Said::wrong : Said::right));
    }
  }
};

TEST_F(MonthsCorrectness, is_the_share_of_correct_responses) {
  add_all('a', 0);
  add_all('b', 1);
  EXPECT_EQ(of({'a'}).verdict(), FigureVerdict::pass);
  EXPECT_EQ(value_of(of({'b'})), "8639/8640");
  EXPECT_EQ(of({'b'}).verdict(), FigureVerdict::fail);
  EXPECT_EQ(value_of(of({'a', 'b'})), "17279/17280");
}

TEST_F(MonthsCorrectness, does_not_take_what_was_not_checked_for_correct) {
  auto unchecked = correctness(0, "no-1", 'a', Said::right);
  unchecked.correct.reset();
  add(unchecked);
  EXPECT_EQ(of({'a'}).verdict(), FigureVerdict::no_data);
  for (std::uint32_t t = 1; t < november_intervals; ++t)
    add(correctness(t, "no-1", 'a', Said::right));
  EXPECT_EQ(of({'a'}).verdict(), FigureVerdict::inconclusive);
  EXPECT_EQ(text_of(of({'a'}).low), "8639/8640");
}

TEST_F(MonthsCorrectness, of_what_was_not_received_says_nothing) {
  add_all('a', 0);
  auto timeout = correctness(0, "no-1", 'b', Said::wrong);
  timeout.outcome = Outcome::timeout;
  add(timeout);
  auto servfail = correctness(1, "no-1", 'b', Said::wrong);
  servfail.rcode = 2;
  add(servfail);
  for (std::uint32_t t = 2; t < november_intervals; ++t)
    add(correctness(t, "no-1", 'b', Said::right));
  EXPECT_EQ(value_of(of({'b'})), "8638/8638");
  EXPECT_EQ(of({'b'}).verdict(), FigureVerdict::pass);
}

TEST_F(MonthsCorrectness, of_a_truncated_reply_is_what_tcp_then_said_hjw) {
  auto truncated = correctness(0, "no-1", 'a', Said::right);
  truncated.outcome = Outcome::truncated;
  truncated.correct.reset();
  auto retry = correctness(0, "no-1", 'a', Said::right);
  retry.transport = Transport::tcp;
  retry.t = retry.t + milliseconds(20);
  add(truncated);
  add(retry);
  EXPECT_EQ(value_of(of({'a'})), "1/1");
  add(truncated);
  EXPECT_EQ(value_of(of({'a'})), "1/1");
  EXPECT_EQ(columns.counts().repeated, 2U);
}

TEST_F(MonthsCorrectness, of_a_truncated_reply_is_nothing_where_tcp_timed_out) {
  add_all('a', 0);
  auto truncated = correctness(0, "no-1", 'b', Said::right);
  truncated.outcome = Outcome::truncated;
  truncated.correct.reset();
  auto retry = truncated;
  retry.outcome = Outcome::timeout;
  retry.t = retry.t + milliseconds(20);
  add(retry);
  add(truncated);
  for (std::uint32_t t = 1; t < november_intervals; ++t)
    add(correctness(t, "no-1", 'b', Said::right));
  EXPECT_EQ(value_of(of({'b'})), "8639/8639");
  EXPECT_EQ(of({'b'}).verdict(), FigureVerdict::pass);
}

TEST_F(MonthsCorrectness, leaves_a_truncated_reply_open_where_tcp_was_not_asked) {
  auto truncated = correctness(0, "no-1", 'a', Said::right);
  truncated.outcome = Outcome::truncated;
  truncated.correct.reset();
  add(truncated);
  add(correctness(1, "no-1", 'a', Said::right));
  EXPECT_EQ(value_of(of({'a'})), "1/1");
  EXPECT_EQ(text_of(of({'a'}).low), "1/8640");
}

TEST_F(MonthsCorrectness, counts_a_denial_too) {
  auto denial = correctness(0, "no-1", 'a', Said::wrong);
  denial.rcode = 3;
  add(denial);
  EXPECT_EQ(value_of(of({'a'})), "0/1");
}

TEST_F(MonthsCorrectness, takes_a_verdict_without_rcode_and_time_for_one) {
  auto bare = correctness(0, "no-1", 'a', Said::right);
  bare.rcode.reset();
  bare.rtt.reset();
  add(bare);
  EXPECT_EQ(value_of(of({'a'})), "1/1");
}

TEST_F(MonthsCorrectness, of_one_bad_response_among_much_that_is_missing_fails) {
  add(correctness(0, "no-1", 'a', Said::wrong));
  EXPECT_EQ(of({'a'}).verdict(), FigureVerdict::fail);
}

}  // namespace
}  // namespace tocsin::assess::test
