// What MonthColumns::exclude makes of the figures.
#include "core/assess/publication.h"
#include "core/assess/thresholds.h"
#include "tests/unit/core/assess/november.h"

namespace tocsin::assess::test {
namespace {

// Two letters, of which one is needed, as two vantage points see them.
struct Exclusion : testing::Test, November {
  void fill(std::string_view vp, std::string_view rsis, std::uint32_t from, std::uint32_t until) {
    for (auto t = from; t < until; ++t) {
      for (const char rsi : rsis) {
        add(soa(t, vp, rsi));
        add(correctness(t, vp, rsi, Said::right));
      }
    }
  }

  std::uint64_t exclude(std::string vp, std::string rsis, std::uint32_t from, std::uint32_t until) {
    const auto begin = columns.month().begin();
    return columns.exclude({std::move(vp),
                            std::move(rsis),
                            begin + from * interval_length,
                            begin + until * interval_length});
  }
};

TEST_F(Exclusion, IsNeitherMeasuredNorMissing) {
  fill("no-1", "ab", 0, november_intervals - 100);
  for (std::uint32_t t = november_intervals - 100; t < november_intervals; ++t) {
    add_timeout(t, "no-1", 'a');
  }
  EXPECT_EQ(exclude("no-1", "", november_intervals - 100, november_intervals), 100U);
  const auto figures = this->figures();
  for (const auto& rsi : figures.rsis) {
    EXPECT_EQ(value_of(rsi.availability[udp4]), "8540/8540") << rsi.rsi;
    EXPECT_EQ(text_of(rsi.availability[udp4].low), "8540/8540") << rsi.rsi;
    EXPECT_EQ(text_of(*rsi.availability[udp4].high), "8540/8540") << rsi.rsi;
    EXPECT_EQ(text_of(rsi.correctness.low), "8540/8540") << rsi.rsi;
    EXPECT_EQ(rsi.latency[udp4].low.value(), 10) << rsi.rsi;
    EXPECT_EQ(rsi.latency[udp4].high->value(), 10) << rsi.rsi;
  }
  EXPECT_EQ(text_of(figures.rss.availability[udp4].low), "8540/8540");
  EXPECT_EQ(text_of(*figures.rss.availability[udp4].high), "8540/8540");
  EXPECT_EQ(figures.rss.latency[udp4].pooled.high->value(), 10);
  EXPECT_EQ(figures.rss.latency[udp4].intervals.low.value(), 10);
  EXPECT_EQ(figures.counts.excluded, 100U);
}

TEST_F(Exclusion, OfAWholeMonthLeavesNoFigureAndNever100Percent) {
  fill("no-1", "ab", 0, november_intervals);
  exclude("", "", 0, november_intervals);
  const auto figures = this->figures();
  const auto expect_none = [](const Figure& figure) {
    EXPECT_FALSE(figure.value);
    EXPECT_EQ(figure.verdict(), FigureVerdict::no_data);
  };
  ASSERT_EQ(figures.rsis.size(), 2U);
  for (const auto& rsi : figures.rsis) {
    expect_none(rsi.availability[udp4]);
    expect_none(rsi.latency[udp4]);
    expect_none(rsi.correctness);
    expect_none(rsi.publication_latency);
  }
  expect_none(figures.rss.availability[udp4]);
  expect_none(figures.rss.latency[udp4].pooled);
  expect_none(figures.rss.latency[udp4].intervals);
  expect_none(figures.rss.correctness);
  expect_none(figures.rss.publication_latency);
}

TEST_F(Exclusion, OfALetterLeavesTheNumberOfLettersAndTheThresholdsAsTheyAre) {
  fill("no-1", letters, 0, november_intervals);
  const auto before = figures();
  exclude("", "a", 0, november_intervals);
  const auto after = figures();
  ASSERT_EQ(after.rsis.size(), 13U);
  EXPECT_EQ(after.needed, 8U);
  EXPECT_EQ(text_of(after.rsis[1].availability[udp4].threshold.limit),
            text_of(before.rsis[1].availability[udp4].threshold.limit));
  EXPECT_EQ(after.rsis[0].availability[udp4].verdict(), FigureVerdict::no_data);
  EXPECT_EQ(after.rsis[0].correctness.verdict(), FigureVerdict::no_data);
  EXPECT_EQ(after.rss.availability[udp4].verdict(), FigureVerdict::pass);
}

// Of three letters two are needed: which one is left out decides nothing for the system.
TEST_F(Exclusion, OfSomeLettersIsMissingToTheSystem) {
  fill("no-1", "abc", 0, november_intervals);
  exclude("no-1", "ab", 0, 10);
  const auto rss = figures().rss;
  EXPECT_EQ(value_of(rss.availability[udp4]), "17270/17270");
  EXPECT_EQ(text_of(rss.availability[udp4].low), "17270/17280");
  EXPECT_EQ(text_of(*rss.availability[udp4].high), "17280/17280");
  exclude("no-1", "c", 0, 10);
  EXPECT_EQ(text_of(figures().rss.availability[udp4].low), "17260/17260");
}

TEST_F(Exclusion, IsOfOneVantagePointAlone) {
  fill("no-1", "a", 0, november_intervals);
  fill("se-1", "a", 0, november_intervals);
  exclude("no-1", "", 0, 40);
  EXPECT_EQ(value_of(figures().rsis[0].availability[udp4]), "17240/17240");
  EXPECT_EQ(exclude("fi-1", "", 0, 40), 0U) << "it measured nothing";
  EXPECT_EQ(figures().counts.excluded, 80U);
}

TEST_F(Exclusion, CountsWhatOverlapsOnce) {
  fill("no-1", "ab", 0, 100);
  EXPECT_EQ(exclude("no-1", "", 0, 60), 240U);
  EXPECT_EQ(exclude("no-1", "a", 40, 100), 120U);
  EXPECT_EQ(exclude("", "a", 40, 100), 120U);
  EXPECT_EQ(figures().counts.excluded, 240U + 80U);
  EXPECT_EQ(value_of(figures().rsis[1].availability[udp4]), "40/40");
}

TEST_F(Exclusion, IsOfEachIntervalThatItTouchesAndNoOther) {
  fill("no-1", "a", 0, 10);
  const auto begin = columns.month().begin();
  const auto third = begin + 2 * interval_length;
  EXPECT_EQ(columns.exclude({"no-1", "a", third + minutes(4), third + interval_length}), 2U);
  EXPECT_EQ(columns.exclude({"no-1", "a", third, third + Duration(1)}), 2U) << "the same";
  EXPECT_EQ(columns.exclude({"no-1", "a", third - Duration(1), third + Duration(1)}), 4U);
  EXPECT_EQ(columns.exclude({"no-1", "a", begin - minutes(9), begin}), 0U);
  EXPECT_EQ(columns.exclude({"no-1", "a", columns.month().end(), {Duration::max()}}), 0U);
  EXPECT_EQ(columns.exclude({"no-1", "a", third, third}), 0U);
  EXPECT_EQ(columns.exclude({"no-1", "a", third, begin}), 0U) << "backwards";
  EXPECT_EQ(columns.exclude({"no-1", "a", {Duration::min()}, {Duration::max()}}), 20U);
}

TEST_F(Exclusion, OfWhatAPathNeverHadIsNotMissingThereEither) {
  fill("no-1", "a", 0, november_intervals);
  fill("se-1", "ab", 0, november_intervals);
  EXPECT_EQ(text_of(figures().rsis[1].availability[udp4].low), "8640/17280");
  exclude("no-1", "b", 0, november_intervals);
  EXPECT_EQ(text_of(figures().rsis[1].availability[udp4].low), "8640/8640");
  EXPECT_EQ(text_of(figures().rsis[1].correctness.low), "8640/8640");
}

// One serial up to interval 100, from there on the next; 'b' has it so much later.
struct ExcludedPublication : Exclusion {
  void add_change(char rsi, std::uint32_t at) {
    for (std::uint32_t t = 0; t < 300; ++t) add_serial(t, "no-1", rsi, t < at ? 1 : 2);
  }
  Figure of(char rsi) {
    return publication_latency(
        columns, publications_of(columns), std::span(&rsi, 1), rsi_publication_threshold());
  }
};

TEST_F(ExcludedPublication, IsNotMeasuredWhereItsEndIsLeftOut) {
  add_change('a', 100);
  add_change('b', 110);
  exclude("no-1", "b", 105, 111);
  EXPECT_EQ(of('b').count, 0U);
  EXPECT_EQ(of('b').verdict(), FigureVerdict::no_data);
  EXPECT_EQ(of('a').count, 1U);
}

TEST_F(ExcludedPublication, IsMeasuredWhereTheOldSerialWasSeenSince) {
  add_change('a', 100);
  add_change('b', 110);
  exclude("no-1", "b", 100, 109);
  ASSERT_TRUE(of('b').value);
  EXPECT_EQ(of('b').value->value(), 50);
  EXPECT_EQ(of('b').low.value(), 50);
}

TEST_F(ExcludedPublication, IsNoneWhereNothingIsLeftAfterIt) {
  add_change('a', 100);
  add_change('b', 110);
  add_change('c', 110);
  exclude("no-1", "b", 100, november_intervals);
  EXPECT_EQ(of('c').count, 1U);
  EXPECT_EQ(of('b').count, 0U);
}

TEST_F(ExcludedPublication, TookAsLongAsItWasSeenNotToBeThere) {
  add_change('a', 100);
  add_change('b', 110);
  add_change('c', 110);
  exclude("no-1", "b", 110, november_intervals);
  ASSERT_TRUE(of('b').value);
  EXPECT_EQ(of('b').value->value(), 50);
  EXPECT_FALSE(of('b').high);
}

TEST_F(ExcludedPublication, IsNotDatedByAVantagePointThatIsLeftOut) {
  add_change('a', 100);
  add_change('b', 100);
  for (std::uint32_t t = 0; t < 300; ++t) {
    for (const auto* vp : {"se-1", "fi-1"}) add_serial(t, vp, 'a', t < 50 ? 1 : 2);
  }
  EXPECT_EQ(publications_of(columns).front().interval, 50U);
  exclude("se-1", "", 0, 300);
  EXPECT_EQ(publications_of(columns).front().interval, 100U);
}

}  // namespace
}  // namespace tocsin::assess::test
