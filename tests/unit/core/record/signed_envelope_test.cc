#include "core/record/signed_envelope.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/cbor/sign1.h"
#include "core/crypto/sha256.h"
#include "core/record/envelope_codec.h"
#include "core/record/limits.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

struct Signed : testing::Test {
  sample::Batch batch = sample::batch();
  const Bytes& bytes = batch.envelope.bytes();
  crypto::PublicKey key = sample::probe_key().public_key();
};

TEST_F(Signed, EnvelopeVerifiesWithItsKey) {
  const auto verified = VerifiedEnvelope::verify(SignedEnvelope::decode(bytes).value(), key);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->envelope(), batch.envelope.envelope());
  EXPECT_EQ(verified->bytes(), bytes);
  EXPECT_EQ(verified->digest(), crypto::sha256(bytes));
}

TEST_F(Signed, EnvelopeDoesNotVerifyWithAnother) {
  const auto other = sample::log_key().public_key();
  EXPECT_FALSE(VerifiedEnvelope::verify(SignedEnvelope::decode(bytes).value(), other));
}

TEST_F(Signed, EnvelopeWithAnyBitFlippedIsRefused) {
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    auto bad = bytes;
    bad[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    auto read = SignedEnvelope::decode(std::move(bad));
    EXPECT_FALSE(read && VerifiedEnvelope::verify(std::move(*read), key)) << "bit " << bit;
  }
}

TEST_F(Signed, EnvelopeCutShortAnywhereIsRefused) {
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(SignedEnvelope::decode({bytes.begin(), bytes.begin() + size})) << size;
  }
}

TEST_F(Signed, EnvelopeWithTrailingBytesIsRefused) {
  auto longer = bytes;
  longer.push_back(0);
  EXPECT_EQ(SignedEnvelope::decode(longer).error().fault, cbor::Fault::trailing_bytes);
}

TEST_F(Signed, StatementOfAnotherKindIsNoEnvelope) {
  const auto content = encode_envelope(batch.envelope.envelope());
  const auto other = cbor::sign1(sample::probe_key(), "application/tocsin-other+cbor", content);
  EXPECT_EQ(SignedEnvelope::decode(other).error().fault, cbor::Fault::unacceptable);
}

TEST_F(Signed, EnvelopeBeyondItsLimitIsRefusedUnread) {
  EXPECT_EQ(SignedEnvelope::decode(Bytes(signed_envelope_bytes_max + 1)).error().fault,
            cbor::Fault::too_long);
}

TEST_F(Signed, EnvelopeNamesTheProbeByItsFirstKey) {
  const auto digest = to_hex(crypto::sha256(key));
  EXPECT_EQ(to_hex(batch.envelope.envelope().probe), digest.substr(0, 32));
}

}  // namespace
}  // namespace tocsin::record
