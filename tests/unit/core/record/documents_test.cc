// The worked examples of docs/formats are what the code reads, and what it writes of that.
#include <gtest/gtest.h>

#include "core/cbor/sign1.h"
#include "core/crypto/sha256.h"
#include "core/record/payload_codec.h"
#include "core/record/plan_codec.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/target_set.h"
#include "core/record/zstd_frame.h"
#include "tests/support/record/documented.h"
#include "tests/support/record/sample_statements.h"

namespace tocsin::record {
namespace {

TEST(DocumentedKeys, AreThoseOfTheSeeds) {
  const auto is_documented = [](const char* name, const crypto::SigningKey& key) {
    EXPECT_TRUE(equal(documented("cose.md", name), key.public_key())) << name;
  };
  is_documented("probe-key", sample::probe_key());
  is_documented("log-key", sample::log_key());
  is_documented("country-key", sample::country_key());
}

TEST(DocumentedEnvelope, IsReadAsTheSample) {
  auto read = SignedEnvelope::decode(documented("envelope.md", "envelope"));
  ASSERT_TRUE(read);
  const auto verified =
      VerifiedEnvelope::verify(std::move(*read), sample::probe_key().public_key());
  ASSERT_TRUE(verified);
  auto expected = sample::unsealed_envelope();
  const auto& envelope = verified->envelope();
  expected.outcomes = {2, 1, 1};
  expected.payload = crypto::sha256(documented("payload.md", "payload-frame"));
  expected.payload_bytes = envelope.payload_bytes;
  expected.payload_plain_bytes = envelope.payload_plain_bytes;
  EXPECT_EQ(envelope, expected);
}

TEST(DocumentedEnvelope, IsWrittenAgainByteByByte) {
  const auto bytes = documented("envelope.md", "envelope");
  const auto envelope = SignedEnvelope::decode(bytes).value().claim();
  EXPECT_EQ(VerifiedEnvelope::sign(envelope, sample::probe_key()).bytes(), bytes);
}

TEST(DocumentedPayload, IsReadAsTheSample) {
  EXPECT_EQ(decode_payload(documented("payload.md", "payload")).value(), sample::payload());
}

TEST(DocumentedPayload, IsWrittenAgainByteByByte) {
  EXPECT_EQ(encode_payload(sample::payload(), sample::resolution),
            documented("payload.md", "payload"));
}

TEST(DocumentedPayload, OfTraceAndLookupsIsReadAndWrittenAgain) {
  const auto bytes = documented("payload.md", "payload-checks");
  EXPECT_EQ(decode_payload(bytes).value(), sample::trace_and_lookups());
  EXPECT_EQ(encode_payload(sample::trace_and_lookups(), sample::resolution), bytes);
}

TEST(DocumentedPayload, OpensWithTheDocumentedEnvelope) {
  const auto envelope = SignedEnvelope::decode(documented("envelope.md", "envelope")).value();
  EXPECT_EQ(open(envelope.claim(), documented("payload.md", "payload-frame")).value(),
            sample::payload());
}

TEST(DocumentedTargetSet, IsReadAndWrittenAgain) {
  const auto bytes = documented("payload.md", "target-set");
  EXPECT_EQ(decode_target_set(bytes).value(), sample::targets());
  EXPECT_EQ(encode_target_set(sample::targets()), bytes);
}

TEST(DocumentedPlan, IsReadAndWrittenAgain) {
  const auto bytes = documented("plan.md", "plan");
  EXPECT_EQ(decode_plan(bytes).value(), sample::plan());
  EXPECT_EQ(encode_plan(sample::plan()), bytes);
}

TEST(DocumentedAcknowledgement, IsReadAndWrittenAgain) {
  const auto bytes = documented("acknowledgement.md", "acknowledgement");
  auto expected = sample::acknowledgement();
  expected.envelope = envelope_digest(documented("envelope.md", "envelope"));
  EXPECT_EQ(open_acknowledgement(bytes, sample::log_key().public_key()).value(), expected);
  EXPECT_EQ(sign(expected, sample::log_key()), bytes);
}

TEST(DocumentedAttestation, IsReadAndWrittenAgain) {
  const auto bytes = documented("attestation.md", "attestation");
  const auto key = sample::country_key();
  EXPECT_EQ(open_attestation(bytes, key.public_key()).value(), sample::attestation());
  EXPECT_EQ(sign(sample::attestation(), key), bytes);
}

TEST(DocumentedEnrolment, IsReadAndWrittenAgain) {
  const auto bytes = documented("enrolment.md", "enrolment");
  EXPECT_EQ(open_enrolment(bytes).value(), sample::enrolment());
  EXPECT_EQ(encode(sample::enrolment()), bytes);
}

// Ed25519 is deterministic, so what is signed shows in the signature.
TEST(DocumentedSigStructure, IsWhatTheAcknowledgementSigns) {
  const auto bytes = documented("acknowledgement.md", "acknowledgement");
  const auto signature = sample::log_key().sign(documented("cose.md", "to-be-signed"));
  EXPECT_EQ(cbor::decode_sign1(bytes, bytes.size())->signature, signature);
}

}  // namespace
}  // namespace tocsin::record
