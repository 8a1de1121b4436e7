#include <gtest/gtest.h>

#include "core/cbor/encoder.h"
#include "core/crypto/sha256.h"
#include "core/record/limits.h"
#include "core/record/payload_codec.h"
#include "core/record/reply_mask.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

Payload there_and_back(const Payload& payload) {
  return decode_payload(encode_payload(payload, sample::resolution)).value();
}

std::size_t encoded_size(const Payload& payload) {
  return encode_payload(payload, sample::resolution).size();
}

TEST(Payload, ComesBackAsItWas) {
  EXPECT_EQ(there_and_back(sample::payload()), sample::payload());
}

TEST(Payload, WithoutMeasurementsComesBackToo) {
  EXPECT_EQ(there_and_back({}), Payload{});
}

TEST(Payload, DropsWhatIsFinerThanItsResolutions) {
  auto payload = sample::payload();
  auto& row = payload.measurements[0];
  row.rtt = 12'345'699ns;
  row.sent_at = {86'400'000'000'999ns};
  const auto read = there_and_back(payload).measurements[0];
  EXPECT_EQ(read.rtt, 12'345'600ns);
  EXPECT_EQ(read.sent_at.since_boot, 86'400'000'000'000ns);
}

TEST(Payload, DoesNotAddUpTheLossesOfSendingTimes) {
  Payload payload;
  for (int i = 0; i < 1000; ++i) {
    Measurement row;
    row.sent_at = {i * 1'999ns};
    payload.measurements.push_back(row);
  }
  EXPECT_EQ(there_and_back(payload).measurements[999].sent_at.since_boot, 1'997'000ns);
}

TEST(Payload, StoresEqualRepliesOnce) {
  auto payload = sample::payload();
  const auto before = encoded_size(payload);
  payload.measurements.push_back(payload.measurements[2]);
  auto& again = payload.measurements.back();
  again.sent_at = {86'409s + 1ms};
  again.query_id = 0x7777;
  set_id(again.reply, 0x7777);
  EXPECT_LT(encoded_size(payload) - before, 32U);
  EXPECT_EQ(there_and_back(payload), payload);
}

TEST(Payload, KeepsTheIdOfAReplyThatIsNotOurs) {
  auto payload = sample::payload();
  auto& row = payload.measurements[0];
  row.outcome = Outcome::mismatched;
  set_id(row.reply, 0xdead);
  EXPECT_EQ(there_and_back(payload).measurements[0].reply, row.reply);
}

TEST(Payload, KeepsTheBeginningOfALongReplyAndTheDigestOfAllOfIt) {
  auto payload = sample::payload();
  auto& row = payload.measurements[0];
  row.reply.resize(5000, 0x55);
  auto masked = row.reply;
  mask(masked);
  const auto read = there_and_back(payload).measurements[0];
  EXPECT_EQ(read.reply, Bytes(row.reply.begin(), row.reply.begin() + reply_bytes_max));
  EXPECT_EQ(read.whole_reply, (WholeReply{5000, crypto::sha256(masked)}));
  EXPECT_EQ(there_and_back({{read}, {}}).measurements[0], read);
}

TEST(Payload, CutsAnOverlongNsid) {
  auto payload = sample::payload();
  payload.measurements[0].nsid = Bytes(nsid_bytes_max + 1, 'n');
  EXPECT_EQ(there_and_back(payload).measurements[0].nsid->size(), nsid_bytes_max);
}

TEST(Payload, TellsAnEmptyNsidFromNone) {
  auto payload = sample::payload();
  payload.measurements[0].nsid = Bytes{};
  payload.measurements[2].nsid.reset();
  EXPECT_EQ(there_and_back(payload), payload);
}

TEST(Payload, HasNoRoundTripWithoutASource) {
  auto payload = sample::payload();
  payload.measurements[0].rtt_source = RttSource::none;
  EXPECT_FALSE(there_and_back(payload).measurements[0].rtt.has_value());
}

TEST(Payload, CutShortAnywhereIsRefused) {
  const auto bytes = encode_payload(sample::payload(), sample::resolution);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_payload(ByteView(bytes).first(size))) << size;
  }
}

// Columns as a hostile probe may write them.
struct Columns {
  std::size_t transports = 1;
  std::uint64_t outcome = 0;
  std::uint64_t resolution = 100;
  std::uint64_t answer = 0;
  std::size_t rows = 1;
  std::size_t reply_bytes = 20;

  Bytes bytes() const {
    cbor::Encoder out;
    out.map(13).uint(0).uint(1).uint(1).uint(resolution);
    const auto column = [&](std::uint64_t key, std::size_t size, std::uint64_t value) {
      out.uint(key).array(size);
      for (std::size_t i = 0; i < size; ++i) out.uint(value);
    };
    column(2, rows, 0);
    column(3, rows * transports, 0);
    column(4, rows, outcome);
    column(5, rows, 1);
    column(6, rows, 7);
    column(7, rows, 1);
    column(8, rows, 53);
    column(9, rows, 1);
    column(10, rows, answer);
    out.uint(11).array(1).map(1).uint(1).bytes(Bytes(reply_bytes));
    out.uint(12).array(0);
    return std::move(out).finish();
  }

  std::optional<cbor::Fault> fault() const {
    const auto read = decode_payload(bytes());
    return read ? std::nullopt : std::optional(read.error().fault);
  }
};

TEST(PayloadColumns, OfOneLengthAreAccepted) {
  EXPECT_EQ(Columns{}.fault(), std::nullopt);
}

TEST(PayloadColumns, OfDifferentLengthsAreRefused) {
  EXPECT_EQ(Columns{.transports = 0}.fault(), cbor::Fault::missing_item);
  EXPECT_EQ(Columns{.transports = 2}.fault(), cbor::Fault::too_long);
}

TEST(PayloadColumns, WithAnUnknownOutcomeAreRefused) {
  EXPECT_EQ(Columns{.outcome = outcome_count}.fault(), cbor::Fault::out_of_range);
}

TEST(PayloadColumns, WithoutAResolutionAreRefused) {
  EXPECT_EQ(Columns{.resolution = 0}.fault(), cbor::Fault::out_of_range);
}

TEST(PayloadColumns, ThatReferToAReplyThatIsNotThereAreRefused) {
  EXPECT_EQ(Columns{.answer = 1}.fault(), cbor::Fault::out_of_range);
}

TEST(PayloadColumns, ThatWouldUnfoldOneReplyOverAllMemoryAreRefused) {
  const Columns bomb{.rows = measurements_max, .reply_bytes = reply_bytes_max};
  EXPECT_EQ(bomb.fault(), cbor::Fault::too_long);
}

TEST(PayloadColumns, OfMoreMeasurementsThanAllowedAreRefused) {
  EXPECT_EQ(Columns{.rows = measurements_max + 1}.fault(), cbor::Fault::too_long);
}

}  // namespace
}  // namespace tocsin::record
