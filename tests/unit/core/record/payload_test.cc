#include <gtest/gtest.h>

#include "core/cbor/encoder.h"
#include "core/record/limits.h"
#include "core/record/payload_codec.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

Payload there_and_back(const Payload& payload) {
  return decode_payload(encode_payload(payload, sample::resolution)).value();
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
  row.connect = 1'250'001ns;
  row.sent_at = {86'400'000'000'999ns};
  const auto read = there_and_back(payload).measurements[0];
  EXPECT_EQ(read.rtt, 12'345'600ns);
  EXPECT_EQ(read.connect, 1'250'000ns);
  EXPECT_EQ(read.sent_at.since_boot, 86'400'000'000'000ns);
}

TEST(Payload, DoesNotAddUpTheLossesOfSendingTimes) {
  Payload payload;
  payload.secrets.resize(1);
  payload.questions.resize(1);
  for (int i = 0; i < 1000; ++i) {
    Measurement row;
    row.sent_at = {i * 1'999ns};
    payload.measurements.push_back(row);
  }
  EXPECT_EQ(there_and_back(payload).measurements[999].sent_at.since_boot, 1'997'000ns);
}

TEST(Payload, TellsAnEmptyNsidFromNone) {
  auto payload = sample::payload();
  payload.answers[0].nsid = Bytes{};
  EXPECT_EQ(there_and_back(payload), payload);
  payload.answers[0].nsid.reset();
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

// What a hostile probe may write: the sample, changed, and none of it checked by the encoder.
std::optional<cbor::Fault> fault_of(void (*change)(Payload&)) {
  auto payload = sample::payload();
  change(payload);
  const auto read = decode_payload(encode_payload(payload, sample::resolution));
  return read ? std::nullopt : std::optional(read.error().fault);
}

TEST(HostilePayload, ThatRefersToWhatIsNotThereIsRefused) {
  using cbor::Fault;
  EXPECT_EQ(fault_of([](Payload& p) { p.measurements[0].question = 1; }), Fault::out_of_range);
  EXPECT_EQ(fault_of([](Payload& p) { p.measurements[0].secret = 2; }), Fault::out_of_range);
  EXPECT_EQ(fault_of([](Payload& p) { p.measurements[0].answer = 1; }), Fault::out_of_range);
  EXPECT_EQ(fault_of([](Payload& p) { p.answers[0].reply = 2; }), Fault::out_of_range);
}

TEST(HostilePayload, WithASecretThatHasAnotherMarkIsRefused) {
  EXPECT_EQ(fault_of([](Payload& p) { p.secrets[0].mark[3] ^= 1; }), cbor::Fault::unacceptable);
}

TEST(HostilePayload, WithTooManySecretsIsRefused) {
  EXPECT_EQ(fault_of([](Payload& p) { p.secrets.resize(secrets_max + 1); }), cbor::Fault::too_long);
}

TEST(HostilePayload, WithABeginningThatIsNotOneIsRefused) {
  EXPECT_EQ(fault_of([](Payload& p) { p.replies[0].bytes = 5000; }), cbor::Fault::unacceptable);
}

TEST(HostilePayload, WithMoreStraysThanItCountsIsRefused) {
  EXPECT_EQ(fault_of([](Payload& p) {
              p.measurements[1].stray_count = 1;
              p.measurements[1].strays.resize(2);
            }),
            cbor::Fault::unacceptable);
}

TEST(HostilePayload, WithPortsBeyondTheLastIsRefused) {
  EXPECT_EQ(fault_of([](Payload& p) { p.ports = {.first = 60'000, .count = 6'000}; }),
            cbor::Fault::out_of_range);
}

// Columns of rows that say as little as possible.
struct Columns {
  std::size_t rows = 1;
  std::size_t transports = 1;
  std::uint64_t outcome = 0;
  std::uint64_t resolution = 100;
  std::int64_t draw = 0;

  Bytes bytes() const {
    cbor::Encoder out;
    out.map(23).uint(0).uint(1).uint(1).uint(resolution);
    out.uint(2).array(2).uint(1024).uint(100);
    out.uint(3).array(1).array(2).bytes(Bytes(16)).null();
    out.uint(4).array(1).array(5).text("@").uint(6).uint(1).uint(0).null();
    out.uint(5).array(0).uint(6).array(0);
    column(out, 7, rows, 0);
    column(out, 8, rows, 0);
    column(out, 9, rows * transports, 0);
    column(out, 10, rows, outcome);
    for (std::uint64_t key = 11; key < 21; ++key) column(out, key, rows, key == 17 ? draw : 0);
    return std::move(out).finish();
  }

  std::optional<cbor::Fault> fault() const {
    const auto read = decode_payload(bytes());
    return read ? std::nullopt : std::optional(read.error().fault);
  }

 private:
  static void column(cbor::Encoder& out, std::uint64_t key, std::size_t size, auto value) {
    out.uint(key).array(size);
    for (std::size_t i = 0; i < size; ++i) {
      if (key == 12 || key == 14 || key == 15 || key == 18 || key == 20) {
        out.null();
      } else {
        out.integer(static_cast<std::int64_t>(value));
      }
    }
    if (key == 20) out.uint(21).array(0).uint(22).array(0);
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

TEST(PayloadColumns, WithADrawThatHasNoNumberAreRefused) {
  EXPECT_EQ(Columns{.draw = -1}.fault(), cbor::Fault::out_of_range);
  EXPECT_EQ(Columns{.draw = std::int64_t{1} << 32}.fault(), cbor::Fault::out_of_range);
}

TEST(PayloadColumns, OfMoreMeasurementsThanAllowedAreRefused) {
  EXPECT_EQ(Columns{.rows = measurements_max + 1}.fault(), cbor::Fault::too_long);
}

}  // namespace
}  // namespace tocsin::record
