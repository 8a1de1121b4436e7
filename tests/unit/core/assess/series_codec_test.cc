#include "core/assess/series_codec.h"

#include "tests/unit/core/assess/november.h"

namespace tocsin::assess::test {
namespace {

constexpr std::size_t few = 6;

// One cell of each kind, and one more with the serial before.
SoaSeries soa_row() {
  return {.sent_at = {never_sent, 0, 0, 0, 0, 0},
          .rtt = {0, 0, 0, 0x01020304, 4'000'000'000, 1},
          .serial = {0, 0, 0, 0, 2026110101, 2026110100},
          .state = {SoaState::missing,
                    SoaState::missing,
                    SoaState::unavailable,
                    SoaState::available,
                    SoaState::available,
                    SoaState::available},
          .has_serial = {0, 0, 0, 0, 1, 1}};
}

CorrectnessSeries correctness_row() {
  return {.sent_at = {never_sent, 0, 0, 0, 0, 0},
          .state = {CorrectnessState::missing,
                    CorrectnessState::missing,
                    CorrectnessState::not_received,
                    CorrectnessState::not_judged,
                    CorrectnessState::incorrect,
                    CorrectnessState::correct}};
}

TEST(SeriesCodec, GivesBackARowWithACellOfEachKind) {
  const auto row = soa_row();
  const auto back = soa_row_from(encode_row(row), few);
  ASSERT_TRUE(back) << back.error().text;
  EXPECT_EQ(back->sent_at, row.sent_at);
  EXPECT_EQ(back->rtt, row.rtt);
  EXPECT_EQ(back->serial, row.serial);
  EXPECT_EQ(back->state, row.state);
  EXPECT_EQ(back->has_serial, row.has_serial);
}

TEST(SeriesCodec, GivesBackEachVerdictOnCorrectness) {
  const auto row = correctness_row();
  const auto back = correctness_row_from(encode_row(row), few);
  ASSERT_TRUE(back) << back.error().text;
  EXPECT_EQ(back->sent_at, row.sent_at);
  EXPECT_EQ(back->state, row.state);
}

TEST(SeriesCodec, HasOneOctetOfEachNumberInEachPlane) {
  const Bytes expected{0,    1,    2,    3,    4,    4,  // cells
                       1,    0xee, 0,    2,    0x6b, 0,    3,    0x28,
                       0,    4,    0,    1,  // 01020304 ee6b2800 00000001
                       0x78, 0xff, 0xc3, 0xff, 0xfc, 0xff, 0x95, 0xff};  // 78c3fc95, then 1 less
  EXPECT_EQ(encode_row(soa_row()), expected);
}

TEST(SeriesCodec, CutShortAnywhereOrGoingOnIsRefused) {
  auto soa = encode_row(soa_row());
  auto correctness = encode_row(correctness_row());
  for (std::size_t size = 0; size < soa.size(); ++size) {
    EXPECT_FALSE(soa_row_from(ByteView(soa).first(size), few)) << size;
  }
  for (std::size_t size = 0; size < correctness.size(); ++size) {
    EXPECT_FALSE(correctness_row_from(ByteView(correctness).first(size), few)) << size;
  }
  soa.push_back(0);
  correctness.push_back(0);
  EXPECT_EQ(soa_row_from(soa, few).error().text, "the row goes on behind its end");
  EXPECT_EQ(correctness_row_from(correctness, few).error().text, "the row goes on behind its end");
}

TEST(SeriesCodec, RefusesWhatNoRowOfOursHas) {
  auto soa = encode_row(soa_row());
  soa[2] = 5;
  EXPECT_EQ(soa_row_from(soa, few).error().text, "cell 2 is of no kind that there is");
  soa = encode_row(soa_row());
  soa[few] = 0xff;
  EXPECT_EQ(soa_row_from(soa, few).error().text, "cell 3 took longer than the timeout");
  auto correctness = encode_row(correctness_row());
  correctness[0] = 6;
  EXPECT_EQ(correctness_row_from(correctness, few).error().text,
            "cell 0 is of no kind that there is");
  EXPECT_EQ(correctness_row_from(Bytes(few), few).error().text,
            "a row in which nothing was measured");
}

// Through rows and back a month has the same figures, also of what is left out of it afterwards.
TEST(SeriesCodec, GivesTheSameFiguresWithAndWithoutWhatIsLeftOut) {
  November before;
  for (std::uint32_t t = 0; t < 500; ++t) {
    before.add_serial(t, "no-1", 'a', 2026110100 + t / 144);
    before.add_serial(t, "no-2", 'b', 2026110100 + t / 150);
    if (t % 7 == 0) before.add_timeout(t, "no-2", 'a');
    before.add(November::correctness(t, "no-1", 'a', t == 9 ? Said::wrong : Said::right));
  }
  MonthColumns after(before.columns.month());
  for (const auto i : before.columns.by_name()) {
    const auto& vp = before.columns.name(i);
    for (const char rsi : {'a', 'b'}) {
      const auto* soa = before.columns.soa(i, rsi, udp4);
      if (soa != nullptr) {
        ASSERT_TRUE(after.put(vp, rsi, udp4, *soa_row_from(encode_row(*soa), november_intervals)));
      }
      const auto* said = before.columns.correctness(i, rsi);
      if (said != nullptr) {
        ASSERT_TRUE(
            after.put(vp, rsi, *correctness_row_from(encode_row(*said), november_intervals)));
      }
    }
  }
  after.put(before.columns.counts());
  EXPECT_EQ(rssac047_of(after), before.figures());
  const Portion portion{"no-1", "a", November::at(100), November::at(300)};
  EXPECT_EQ(after.exclude(portion), before.columns.exclude(portion));
  EXPECT_EQ(rssac047_of(after), before.figures());
}

TEST(SeriesCodec, PutsNoRowTwice) {
  MonthColumns columns(*Month::from_text("2026-11"));
  const auto row = *soa_row_from(Bytes(november_intervals, 2), november_intervals);
  ASSERT_TRUE(columns.put("no-1", 'a', udp4, row));
  EXPECT_EQ(columns.put("no-1", 'a', udp4, row).error().text, "no-1 has a row of a twice");
}

}  // namespace
}  // namespace tocsin::assess::test
