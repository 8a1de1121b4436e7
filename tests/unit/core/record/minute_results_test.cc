#include "core/record/minute_results.h"

#include <gtest/gtest.h>

#include <random>

#include "core/base/hex.h"
#include "tests/support/record/documented.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

constexpr AnswerHead no_such_name{0x8400, 3};
constexpr std::int64_t noon = 29'785'680;  // 2026-08-19T12:00Z

// That of docs/formats/minutes.md.
MinuteResults example() {
  MinuteResults all;
  all.target_sets = {sample::digest_of(0x77)};
  all.results = {{1, Transport::udp, Outcome::answered, Speed::within, no_such_name},
                 {1, Transport::udp, Outcome::timeout, Speed::untimed, {}},
                 {1, Transport::tcp, Outcome::answered, Speed::slower, no_such_name}};
  all.batches = {{41, 0, {{noon, {{0, 0}, {1, 1}}}}},
                 {44, 0, {{noon, {{2, 2}, {3, 0}}}, {noon + 1, {{0, 0}}}}}};
  return all;
}

Envelope closed_at(WallTime wall, MonotonicTime monotonic) {
  auto envelope = sample::unsealed_envelope();
  envelope.closed_at.wall = wall;
  envelope.closed_at.monotonic = monotonic;
  envelope.target_set = sample::digest_of(0x77);
  return envelope;
}

Payload asked(std::vector<Measurement> rows) {
  Payload payload;
  payload.questions = {{.name = "zz--tocsin-check", .type = 1}};
  auto& answer = payload.answers.emplace_back();
  answer.flags = no_such_name.flags;
  answer.rcode = no_such_name.rcode;
  payload.measurements = std::move(rows);
  return payload;
}

Measurement answered(std::uint32_t endpoint, Duration sent_at, Duration rtt) {
  Measurement row;
  row.endpoint = endpoint;
  row.outcome = Outcome::answered;
  row.sent_at = {sent_at};
  row.rtt = rtt;
  row.answer = 0;
  return row;
}

Measurement timed_out(std::uint32_t endpoint, Duration sent_at) {
  Measurement row;
  row.endpoint = endpoint;
  row.sent_at = {sent_at};
  return row;
}

TEST(MinuteResults, FollowFromEnvelopesAndPayloads) {
  MinuteSum sum;
  const WallTime at_noon{noon * 1min};
  EXPECT_TRUE(sum.take(
      41, closed_at(at_noon + 50s, {150s}), asked({timed_out(1, 110s), answered(0, 120s, 500ms)})));
  auto slow = answered(2, 101s, 1501ms);
  slow.transport = Transport::tcp;
  EXPECT_TRUE(sum.take(44,
                       closed_at(at_noon + 70s, {170s}),
                       asked({slow, answered(3, 102s, 20ms), answered(0, 161s, 20ms)})));
  EXPECT_EQ(std::move(sum).results(), example());
}

TEST(MinuteResults, AreTheSameWhateverStoodFirst) {
  const WallTime at_noon{noon * 1min};
  const auto summed = [&](std::vector<Measurement> rows) {
    MinuteSum sum;
    EXPECT_TRUE(sum.take(7, closed_at(at_noon + 50s, {150s}), asked(std::move(rows))));
    return std::move(sum).results();
  };
  EXPECT_EQ(summed({timed_out(1, 110s), answered(0, 120s, 1ms)}),
            summed({answered(0, 110s, 1ms), timed_out(1, 120s)}));
}

TEST(MinuteResults, TakeNoBatchThatNoWorkingClockDates) {
  MinuteSum sum;
  EXPECT_FALSE(sum.take(7, closed_at({-1s}, {150s}), asked({timed_out(1, 110s)})));
  EXPECT_FALSE(sum.take(7, closed_at({noon * 1min}, {150s}), asked({timed_out(1, 151s)})));
  EXPECT_EQ(std::move(sum).results(), MinuteResults());
}

TEST(MinuteResults, AgreeWithWhatTheProbeHasSigned) {
  const auto all = example();
  auto envelope = closed_at({noon * 1min}, {150s});
  envelope.outcomes = {1, 1};
  EXPECT_TRUE(agree(all, all.batches[0], envelope));
  EXPECT_FALSE(agree(all, all.batches[1], envelope));
  envelope.target_set = sample::digest_of(0x78);
  EXPECT_FALSE(agree(all, all.batches[0], envelope));
}

TEST(MinuteResults, KnowTheServiceLevelsOfSpecification10) {
  EXPECT_EQ(speed_of(Transport::udp, std::nullopt), Speed::untimed);
  EXPECT_EQ(speed_of(Transport::udp, 500ms), Speed::within);
  EXPECT_EQ(speed_of(Transport::udp, 500ms + 1ns), Speed::slower);
  EXPECT_EQ(speed_of(Transport::udp, 2500ms), Speed::slower);
  EXPECT_EQ(speed_of(Transport::udp, 2500ms + 1ns), Speed::undefined);
  EXPECT_EQ(speed_of(Transport::tcp, 1500ms), Speed::within);
  EXPECT_EQ(speed_of(Transport::tcp, 7500ms), Speed::slower);
  EXPECT_EQ(speed_of(Transport::tcp, 7501ms), Speed::undefined);
}

TEST(MinuteResults, AreReadBackAsTheyAreWritten) {
  EXPECT_EQ(decode_minute_results(encode_plain(example())), example());
  EXPECT_EQ(open_minute_results(seal(example())), example());
  EXPECT_EQ(open_minute_results(seal(MinuteResults())), MinuteResults());
}

TEST(MinuteResults, AreWrittenAsTheyAreDocumented) {
  EXPECT_EQ(to_hex(encode_plain(example())), to_hex(documented("minutes.md", "minutes")));
  EXPECT_EQ(open_minute_results(documented("minutes.md", "minutes-frame")), example());
}

TEST(MinuteResults, CutAnywhereAreRefused) {
  const auto plain = encode_plain(example());
  for (std::size_t size = 0; size < plain.size(); ++size) {
    EXPECT_FALSE(decode_minute_results(ByteView(plain).first(size))) << size;
  }
  const auto frame = seal(example());
  for (std::size_t size = 0; size < frame.size(); ++size) {
    EXPECT_FALSE(open_minute_results(ByteView(frame).first(size))) << size;
  }
}

TEST(MinuteResults, ChangedAnywhereAreRefusedOrHaveOneForm) {
  const auto good = encode_plain(example());
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    auto bytes = good;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const auto read = decode_minute_results(bytes);
    if (read) {
      EXPECT_EQ(encode_plain(*read), bytes) << "bit " << bit;
    }
  }
}

TEST(MinuteResults, InAnotherOrderAreRefused) {
  const auto refused = [](const auto& edit) {
    auto all = example();
    edit(all);
    return !decode_minute_results(encode_plain(all));
  };
  EXPECT_FALSE(refused([](MinuteResults&) {}));
  EXPECT_TRUE(refused([](auto& all) { std::swap(all.results[0], all.results[1]); }));
  EXPECT_TRUE(refused([](auto& all) { all.results.push_back(all.results.back()); }));
  EXPECT_TRUE(refused([](auto& all) { all.batches[1].leaf = all.batches[0].leaf; }));
  EXPECT_TRUE(refused([](auto& all) { all.batches[1].minutes[1].number = noon; }));
  EXPECT_TRUE(refused([](auto& all) { all.batches[1].minutes[1].tests.clear(); }));
  EXPECT_TRUE(refused([](auto& all) { all.batches[0].minutes[0].tests[1] = {0, 0}; })) << "unused";
}

TEST(MinuteResults, HaveTablesOfWhatIsUsedAlone) {
  const auto refused = [](const auto& edit) {
    auto all = example();
    edit(all);
    return !decode_minute_results(encode_plain(all));
  };
  EXPECT_TRUE(refused([](auto& all) { all.target_sets.push_back(Digest{1}); }));
  EXPECT_TRUE(refused([](auto& all) { all.batches[1].target_set = 1; }));
  EXPECT_TRUE(refused([](auto& all) { all.batches[1].minutes[1].tests[0].result = 3; }));
  EXPECT_TRUE(refused([](auto& all) {
    all.target_sets.push_back(Digest{1});
    all.batches[0].target_set = 1;
  }));
  EXPECT_FALSE(refused([](auto& all) {
    all.target_sets.push_back(Digest{1});
    all.batches[1].target_set = 1;
  }));
}

}  // namespace
}  // namespace tocsin::record
