#include "core/record/enrolment.h"

#include <gtest/gtest.h>

#include "core/record/signed_envelope.h"
#include "tests/support/record/sample_statements.h"

namespace tocsin::record {
namespace {

TEST(Enrolment, ComesBackAsItWas) {
  const auto enrolment = sample::enrolment();
  EXPECT_EQ(open_enrolment(encode(enrolment)).value(), enrolment);
}

TEST(Enrolment, WithAProofByAnotherKeyIsNone) {
  auto enrolment = sample::enrolment();
  enrolment.proof = sign_enrolment_proof(enrolment.request, sample::log_key());
  EXPECT_EQ(open_enrolment(encode(enrolment)).error(), StatementFault::bad_signature);
}

TEST(Enrolment, WithAProofForAnotherRequestIsNone) {
  auto enrolment = sample::enrolment();
  enrolment.request = sample::digest_of(9);
  EXPECT_EQ(open_enrolment(encode(enrolment)).error(), StatementFault::bad_signature);
}

TEST(Enrolment, OfAProbeThatTheKeyIsNotIsNone) {
  auto enrolment = sample::enrolment();
  enrolment.probe[0] ^= 1;
  EXPECT_EQ(open_enrolment(encode(enrolment)).error(), StatementFault::malformed);
}

// The proof is right: it is by the key that somebody would like to be the probe's from now on.
TEST(Enrolment, OfAnotherKeyInALaterEpochIsNone) {
  auto enrolment = sample::enrolment();
  enrolment.key = sample::log_key().public_key();
  enrolment.key_epoch = 1;
  enrolment.proof = sign_enrolment_proof(enrolment.request, sample::log_key());
  EXPECT_EQ(open_enrolment(encode(enrolment)).error(), StatementFault::malformed);
}

TEST(Enrolment, CutShortAnywhereIsNone) {
  const auto bytes = encode(sample::enrolment());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(open_enrolment(ByteView(bytes).first(size)).error(), StatementFault::malformed);
  }
}

TEST(EnrolmentRequest, ComesBackAsItWasAndIsRefusedCutShort) {
  const EnrolmentRequest request{"token", "pem", {1}, {2, 3}, {4}};
  const auto bytes = encode(request);
  EXPECT_EQ(decode_enrolment_request(bytes).value(), request);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_enrolment_request(ByteView(bytes).first(size))) << size;
  }
}

TEST(EnrolmentResponse, ComesBackAsItWasAndIsRefusedCutShort) {
  const EnrolmentResponse response{"no-1", "pem", "ca", "log.collector.example", {1}};
  const auto bytes = encode(response);
  EXPECT_EQ(decode_enrolment_response(bytes).value(), response);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_enrolment_response(ByteView(bytes).first(size))) << size;
  }
}

}  // namespace
}  // namespace tocsin::record
