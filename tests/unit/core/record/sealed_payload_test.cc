#include "core/record/sealed_payload.h"

#include <gtest/gtest.h>

#include "core/crypto/sha256.h"
#include "core/record/limits.h"
#include "core/record/target_set.h"
#include "core/record/zstd_frame.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

struct Sealed : testing::Test {
  Envelope envelope = sample::unsealed_envelope();
  Bytes bytes = seal(sample::payload(), sample::resolution, envelope);

  // The probe signs for other bytes than it would by our own code.
  void send_instead(Bytes other) {
    bytes = std::move(other);
    envelope.payload = crypto::sha256(bytes);
    envelope.payload_bytes = static_cast<std::uint32_t>(bytes.size());
  }
  PayloadFault fault() const { return open(envelope, bytes).error().fault; }
};

TEST_F(Sealed, PayloadOpensWithItsEnvelope) {
  EXPECT_EQ(open(envelope, bytes).value(), sample::payload());
}

TEST_F(Sealed, PayloadIsCountedInItsEnvelope) {
  EXPECT_EQ(envelope.outcomes, (std::array<std::uint32_t, 9>{2, 1, 1, 0, 0, 0, 0, 0, 0}));
}

TEST_F(Sealed, PayloadWithAnyByteChangedIsAMismatch) {
  for (auto& byte : bytes) {
    byte ^= 1;
    EXPECT_EQ(fault(), PayloadFault::mismatch);
    byte ^= 1;
  }
}

TEST_F(Sealed, PayloadOfAnotherSizeIsAMismatch) {
  bytes.push_back(0);
  EXPECT_EQ(fault(), PayloadFault::mismatch);
}

TEST_F(Sealed, PayloadThatCountsOtherwiseThanItsEnvelopeIsRefused) {
  std::swap(envelope.outcomes[0], envelope.outcomes[1]);
  EXPECT_EQ(fault(), PayloadFault::counts_disagree);
}

TEST_F(Sealed, PayloadSentAfterItsEnvelopeClosedIsRefused) {
  envelope.closed_at.monotonic = {std::chrono::seconds{86'401}};
  EXPECT_EQ(fault(), PayloadFault::dated_after);
}

TEST_F(Sealed, PayloadThatIsNoFrameIsMalformed) {
  send_instead(Bytes(100, 0x28));
  EXPECT_EQ(fault(), PayloadFault::malformed);
}

TEST_F(Sealed, PayloadThatIsNotOursInsideIsMalformed) {
  send_instead(compress(Bytes(envelope.payload_plain_bytes)));
  EXPECT_EQ(fault(), PayloadFault::malformed);
}

// 16 MiB of zeros are half a kilobyte of zstd.
TEST_F(Sealed, BombIsNotUnpackedBeyondTheSizeStated) {
  send_instead(compress(Bytes(payload_plain_bytes_max)));
  EXPECT_LT(bytes.size(), 2000U);
  EXPECT_EQ(fault(), PayloadFault::malformed);
}

TEST_F(Sealed, BombThatStatesItsSizeIsTooLarge) {
  send_instead(compress(Bytes(payload_plain_bytes_max + 1)));
  envelope.payload_plain_bytes = payload_plain_bytes_max + 1;
  EXPECT_EQ(fault(), PayloadFault::too_large);
}

TEST_F(Sealed, FramesAfterTheFirstAreMalformed) {
  auto twice = bytes;
  append(twice, compress({}));
  send_instead(twice);
  EXPECT_EQ(fault(), PayloadFault::malformed);
}

TEST_F(Sealed, PayloadLiesWithinItsTargetSetOrNot) {
  auto targets = sample::targets();
  EXPECT_TRUE(within(sample::payload(), targets));
  targets.endpoints.pop_back();
  EXPECT_FALSE(within(sample::payload(), targets));
}

TEST_F(Sealed, PayloadGivesItsObjectsByDigest) {
  const auto payload = sample::payload();
  const auto* object = find_object(payload, target_set_digest(sample::targets()));
  ASSERT_NE(object, nullptr);
  EXPECT_EQ(decode_target_set(*object).value(), sample::targets());
  EXPECT_EQ(find_object(payload, sample::digest_of(1)), nullptr);
}

}  // namespace
}  // namespace tocsin::record
