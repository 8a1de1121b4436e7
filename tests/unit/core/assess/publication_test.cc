#include "core/assess/publication.h"

#include <algorithm>

#include "core/assess/thresholds.h"
#include "tests/unit/core/assess/november.h"

namespace tocsin::assess::test {
namespace {

struct PublicationLatency : testing::Test, November {
  std::vector<Publication> publications() { return publications_of(columns); }

  Figure of(std::vector<char> rsis) {
    return publication_latency(columns, publications(), rsis, rsi_publication_threshold());
  }

  // One serial up to an interval, from there on the next.
  void add_change(std::string_view vp, char rsi, std::uint32_t at, std::uint32_t until = 2'000) {
    for (std::uint32_t t = 0; t < until; ++t) add_serial(t, vp, rsi, t < at ? 1 : 2);
  }
};

TEST_F(PublicationLatency, is_none_for_what_is_seen_in_the_interval_of_publication) {
  add_change("no-1", 'a', 100);
  add_change("no-1", 'b', 103);
  EXPECT_EQ(publications(), (std::vector<Publication>{{2, 100}}));
  EXPECT_EQ(of({'a'}).value->value(), 0);
  EXPECT_EQ(of({'b'}).value->value(), 15);
  EXPECT_EQ(of({'a', 'b'}).value->value(), 7.5);
  EXPECT_EQ(of({'b'}).verdict(), FigureVerdict::pass);
}

TEST_F(PublicationLatency, is_counted_for_each_vantage_point) {
  add_change("no-1", 'a', 100);
  add_change("no-1", 'b', 100);
  add_change("jp-1", 'a', 100);
  add_change("se-1", 'b', 110);
  add_change("fi-1", 'b', 120);
  EXPECT_EQ(of({'b'}).count, 3U);
  EXPECT_EQ(of({'b'}).value->value(), 50);
}

TEST_F(PublicationLatency, goes_by_the_smallest_serial_of_all_paths) {
  add_change("no-1", 'a', 100);
  add_change("no-1", 'b', 100);
  for (std::uint32_t t = 0; t < 200; ++t) {
    auto tcp = soa(t, "no-1", 'b');
    tcp.transport = Transport::tcp;
    tcp.serial = t < 106 ? 1 : 2;
    add(tcp);
  }
  EXPECT_EQ(of({'b'}).value->value(), 30);
}

TEST_F(PublicationLatency, of_days_is_counted_in_whole) {
  add_change("no-1", 'a', 100);
  add_change("no-1", 'b', 100);
  add_change("no-1", 'c', 100 + 1'140);  // three days and 23 hours
  EXPECT_EQ(of({'c'}).value->value(), 95 * 60);
  EXPECT_EQ(of({'c'}).verdict(), FigureVerdict::fail);
}

TEST_F(PublicationLatency, of_a_serial_that_never_came_is_as_long_as_it_was_watched) {
  add_change("no-1", 'a', 100);
  add_change("no-1", 'b', 100);
  add_change("no-1", 'c', 5'000, 400);
  EXPECT_EQ(of({'c'}).value->value(), 300 * 5);
  EXPECT_FALSE(of({'c'}).high);
  EXPECT_EQ(of({'c'}).verdict(), FigureVerdict::fail);
}

TEST_F(PublicationLatency, of_what_was_not_watched_since_is_no_figure) {
  add_change("no-1", 'a', 100);
  add_change("no-1", 'b', 100);
  add_change("no-1", 'c', 100, 50);
  EXPECT_EQ(of({'c'}).verdict(), FigureVerdict::no_data);
}

TEST_F(PublicationLatency, may_be_shorter_where_nothing_was_heard_meanwhile) {
  add_change("no-1", 'a', 100);
  add_change("no-1", 'b', 100);
  add_serial(99, "no-1", 'c', 1);
  add_serial(101, "no-1", 'c', 1);
  for (std::uint32_t t = 102; t < 200; ++t) add_timeout(t, "no-1", 'c');
  add_serial(200, "no-1", 'c', 2);
  EXPECT_EQ(of({'c'}).value->value(), 500);
  EXPECT_EQ(of({'c'}).low.value(), 10);
  EXPECT_EQ(of({'c'}).verdict(), FigureVerdict::inconclusive);
}

TEST_F(PublicationLatency, takes_a_later_serial_for_this_one) {
  for (std::uint32_t t = 0; t < 300; ++t) {
    const std::uint32_t serial = t < 100 ? 1 : t < 110 ? 2 : 3;
    add_serial(t, "no-1", 'a', serial);
    add_serial(t, "no-1", 'b', serial);
    add_serial(t, "no-1", 'c', t < 112 ? 1 : 3);
  }
  EXPECT_EQ(publications(), (std::vector<Publication>{{2, 100}, {3, 110}}));
  EXPECT_EQ(of({'c'}).value->value(), 35);  // 60 and 10
}

TEST_F(PublicationLatency, does_not_believe_a_serial_of_one_letter) {
  add_change("no-1", 'a', 100);
  add_change("no-1", 'b', 100);
  add_serial(50, "no-1", 'c', 99);
  EXPECT_EQ(publications(), (std::vector<Publication>{{2, 100}}));
}

TEST_F(PublicationLatency, does_not_go_back_to_an_older_serial) {
  add_change("no-1", 'a', 100);
  add_change("no-1", 'b', 100);
  add_serial(150, "no-1", 'c', 0);
  add_serial(150, "no-1", 'd', 0);
  EXPECT_EQ(publications(), (std::vector<Publication>{{2, 100}}));
}

TEST_F(PublicationLatency, follows_serials_over_their_end) {
  for (std::uint32_t t = 0; t < 100; ++t) {
    add_serial(t, "no-1", 'a', t < 50 ? 0xffffffff : 1);
    add_serial(t, "no-1", 'b', t < 52 ? 0xffffffff : 1);
  }
  EXPECT_EQ(publications(), (std::vector<Publication>{{1, 50}}));
  EXPECT_EQ(of({'b'}).value->value(), 10);
}

TEST_F(PublicationLatency, does_not_go_by_one_vantage_point_among_several) {
  for (const auto* vp : {"no-1", "se-1"}) {
    add_change(vp, 'a', 100);
    add_change(vp, 'b', 102);
  }
  add_change("fi-1", 'a', 88);  // its clock is an hour behind
  add_change("fi-1", 'b', 90);
  for (const char letter : {'a', 'b'}) add_serial(1'999, "jp-1", letter, 3);
  EXPECT_EQ(publications(), (std::vector<Publication>{{2, 100}}));
  EXPECT_EQ(of({'b'}).high->value(), 10);
}

TEST_F(PublicationLatency, does_not_believe_a_vantage_point_with_more_serials_than_zones_can_be) {
  for (const auto* vp : {"no-1", "se-1"}) {
    add_change(vp, 'a', 100);
    add_change(vp, 'b', 100);
  }
  for (std::uint32_t t = 0; t <= serials_max; ++t) {
    for (const char letter : {'a', 'b'}) add_serial(t, "fi-1", letter, t * 0x0100'0001U);
  }
  EXPECT_EQ(publications(), (std::vector<Publication>{{2, 100}}));
}

// By RFC 1982 some of these are each later than the next, and the last than the first.
TEST_F(PublicationLatency, goes_on_from_the_first_serial_where_others_go_round_in_a_circle) {
  for (std::uint32_t i = 0; i < 60; ++i) {
    for (const auto* place : {"-no", "-se"}) {
      const auto vp = std::to_string(i) + place;
      for (const char letter : {'a', 'b'}) add_serial(i == 0 ? 0 : 1, vp, letter, i * 0x4444'4444U);
    }
  }
  const auto published = publications();
  ASSERT_EQ(published.size(), 28U);
  const auto by_serial = [](const auto& a, const auto& b) { return a.serial < b.serial; };
  EXPECT_TRUE(std::ranges::is_sorted(published, by_serial));
  EXPECT_LT(published.back().serial, 0x8000'0000U);
}

TEST_F(PublicationLatency, of_the_system_is_held_against_35_minutes) {
  add_change("no-1", 'a', 100);
  add_change("no-1", 'b', 100);
  const auto all = figures();
  EXPECT_EQ(all.rss.publication_latency.threshold.limit.numerator, 35U);
  EXPECT_EQ(all.rsis[0].publication_latency.threshold.limit.numerator, 65U);
}

}  // namespace
}  // namespace tocsin::assess::test
