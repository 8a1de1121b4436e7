// Any bytes as each of the statements and messages that strangers send: read, or refused.
#include "core/base/check.h"
#include "core/base/utf8.h"
#include "core/record/annotation.h"
#include "core/record/attestation.h"
#include "core/record/enrolment.h"
#include "core/record/next_origins.h"
#include "core/record/opt_out.h"
#include "core/record/payload_policy.h"
#include "core/record/plan_codec.h"
#include "core/record/plan_offer.h"
#include "core/record/refusal_notice.h"
#include "core/record/revocation.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"
#include "core/record/target_set.h"
#include "core/record/zone_version.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const crypto::PublicKey nobody{};
  check(!record::open_acknowledgement(bytes, nobody), "nobody's word is no acknowledgement");
  if (const auto attestation = record::peek_attestation(bytes)) {
    check(record::is_country_code(attestation->country), "an attestation is a country's");
    check(attestation->from < attestation->until, "an attestation has a duration");
  }
  if (const auto revocation = record::peek_revocation(bytes)) {
    check(record::is_country_code(revocation->country), "a revocation is a country's");
  }
  if (const auto notice = record::peek_refusal_notice(bytes)) {
    check(is_line(notice->collector), "a refusal names a collector that may be shown");
    check(notice->status >= 400 && notice->status <= 599, "a refusal has the status of one");
  }
  if (const auto handed = record::decode_handed_refusal(bytes)) {
    check(equal(record::encode_handed_refusal(*handed), bytes), "what is handed has one form");
  }
  if (const auto enrolment = record::open_enrolment(bytes)) {
    check(equal(record::encode(*enrolment), bytes), "an enrolment has one form");
  }
  if (const auto request = record::decode_enrolment_request(bytes)) {
    check(equal(record::encode(*request), bytes), "a request has one form");
  }
  if (const auto response = record::decode_enrolment_response(bytes)) {
    check(equal(record::encode(*response), bytes), "a response has one form");
  }
  if (const auto submission = record::decode_submission(bytes)) {
    check(equal(record::encode_submission(*submission), bytes), "a submission has one form");
  }
  if (const auto opt_out = record::open_opt_out(bytes)) {
    check(!opt_out->addresses.empty(), "an opt-out is of an address");
  }
  if (const auto annotation = record::open_annotation(bytes)) {
    check(annotation->from < annotation->until, "an annotation has a duration");
    check(is_line(annotation->why), "an annotation gives a reason that may be shown");
  }
  if (const auto offer = record::decode_plan_offer(bytes)) {
    check(equal(record::encode_plan_offer(*offer), bytes), "an offer has one form");
  }
  if (const auto plan = record::decode_plan(bytes)) {
    check(equal(record::encode_plan(*plan), bytes), "a plan has one form");
  }
  if (const auto policy = record::decode_payload_policy(bytes)) {
    check(equal(record::encode(*policy), bytes), "a policy has one form");
  }
  if (const auto origins = record::decode_next_origins(bytes)) {
    check(equal(record::encode(*origins), bytes), "an announcement of origins has one form");
  }
  if (const auto targets = record::decode_target_set(bytes)) {
    check(equal(record::encode_target_set(*targets), bytes), "a target set has one form");
  }
  if (const auto version = record::decode_zone_version(bytes)) {
    check(equal(record::encode(*version), bytes), "a zone's version has one form");
  }
  return 0;
}
