#include "core/record/envelope.h"

#include <gtest/gtest.h>

#include <functional>

#include "core/record/envelope_codec.h"
#include "core/record/limits.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

Envelope some_envelope() {
  return sample::batch().envelope.envelope();
}

std::optional<cbor::Fault> fault_after(const std::function<void(Envelope&)>& change) {
  auto envelope = some_envelope();
  change(envelope);
  const auto read = decode_envelope(encode_envelope(envelope));
  return read ? std::nullopt : std::optional(read.error().fault);
}

TEST(Envelope, ComesBackAsItWas) {
  const auto envelope = some_envelope();
  const auto read = decode_envelope(encode_envelope(envelope));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, envelope);
}

TEST(Envelope, WithNothingToSayComesBackToo) {
  const auto read = decode_envelope(encode_envelope(Envelope{}));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, Envelope{});
}

TEST(Envelope, OfAClockIn1969AndWithoutABoundComesBack) {
  auto envelope = some_envelope();
  envelope.closed_at.wall = {-std::chrono::hours{1}};
  envelope.closed_at.bound.reset();
  envelope.closed_at.source = ClockSource::none;
  EXPECT_EQ(decode_envelope(encode_envelope(envelope)).value(), envelope);
}

TEST(Envelope, CutShortAnywhereIsRefused) {
  const auto bytes = encode_envelope(some_envelope());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_envelope(ByteView(bytes).first(size))) << size;
  }
}

TEST(Envelope, ThatContradictsItselfIsRefused) {
  const std::pair<const char*, std::function<void(Envelope&)>> contradictions[] = {
      {"more answered than asked", [](Envelope& e) { e.references.v4[0] = {1, 2}; }},
      {"a bound without a clock", [](Envelope& e) { e.closed_at.source = ClockSource::none; }},
      {"closed before opened", [](Envelope& e) { e.closed_at.monotonic = {}; }},
      {"a gap that ends before it begins", [](Envelope& e) { e.gaps = {{5, 4}}; }},
      {"a gap at its own place", [](Envelope& e) { e.gaps = {{0, e.sequence}}; }},
      {"a field committed to twice",
       [](Envelope& e) { e.commitments.push_back(e.commitments.front()); }},
  };
  for (const auto& [name, change] : contradictions) {
    EXPECT_EQ(fault_after(change), cbor::Fault::unacceptable) << name;
  }
}

TEST(Envelope, BeyondALimitIsRefused) {
  EXPECT_EQ(fault_after([](Envelope& e) { e.software.assign(software_bytes_max + 1, 'x'); }),
            cbor::Fault::too_long);
  EXPECT_EQ(fault_after([](Envelope& e) { e.gaps.assign(gaps_max + 1, Gap{1, 2}); }),
            cbor::Fault::too_long);
  EXPECT_EQ(fault_after([](Envelope& e) { e.outcomes[0] = measurements_max + 1; }),
            cbor::Fault::out_of_range);
}

TEST(Envelope, WithEveryLimitReachedFitsTheLogsEntry) {
  auto envelope = some_envelope();
  constexpr auto far = std::numeric_limits<std::uint64_t>::max();
  envelope.sequence = far;
  envelope.gaps.assign(gaps_max, Gap{far - 1, far - 1});
  envelope.checkpoints.assign(checkpoints_max, {std::string(origin_bytes_max, 'o'), far, {}});
  envelope.software.assign(software_bytes_max, 's');
  const auto sealed = VerifiedEnvelope::sign(envelope, sample::probe_key());
  EXPECT_LE(sealed.bytes().size(), signed_envelope_bytes_max);
}

}  // namespace
}  // namespace tocsin::record
