#include "core/record/enrolment.h"

#include "core/record/limits.h"
#include "core/record/signed_envelope.h"
#include "core/record/statement_layout.h"

namespace tocsin::record {
namespace {

constexpr std::size_t token_bytes_max = 128;
constexpr std::size_t pem_bytes_max = 8'192;

constexpr auto proof_layout = [](auto& map, auto& request) { map(request); };

constexpr auto request_layout = [](auto& map, auto& request) {
  map(request.token, token_bytes_max);
  map(request.certificate_request, pem_bytes_max);
  map(request.key);
  map(request.proof, statement_bytes_max);
  map(request.attestation, statement_bytes_max);
};

constexpr auto response_layout = [](auto& map, auto& response) {
  map(response.name, probe_name_bytes_max);
  map(response.certificate, pem_bytes_max);
  map(response.authority, pem_bytes_max);
  map(response.log_origin, origin_bytes_max);
  map(response.log_key);
};

constexpr auto layout = [](auto& map, auto& enrolment) {
  map(enrolment.name, probe_name_bytes_max);
  map(enrolment.probe);
  map(enrolment.key);
  map(enrolment.key_epoch);
  map(enrolment.at);
  map(enrolment.request);
  map(enrolment.proof, statement_bytes_max);
};

}  // namespace

Bytes sign_enrolment_proof(const Digest& request, const crypto::SigningKey& probe_key) {
  return sign_statement(probe_key, enrolment_proof_content_type, encode_map(request, proof_layout));
}

Result<Digest, StatementFault> open_enrolment_proof(ByteView bytes,
                                                    const crypto::PublicKey& probe_key) {
  return read_content<Digest>(open_statement(bytes, enrolment_proof_content_type, probe_key),
                              proof_layout);
}

Bytes encode(const EnrolmentRequest& request) {
  return encode_map(request, request_layout);
}

Result<EnrolmentRequest, cbor::DecodeError> decode_enrolment_request(ByteView bytes) {
  return decode_map<EnrolmentRequest>(bytes, request_layout);
}

Bytes encode(const EnrolmentResponse& response) {
  return encode_map(response, response_layout);
}

Result<EnrolmentResponse, cbor::DecodeError> decode_enrolment_response(ByteView bytes) {
  return decode_map<EnrolmentResponse>(bytes, response_layout);
}

Bytes encode(const Enrolment& enrolment) {
  return encode_map(enrolment, layout);
}

Result<Enrolment, StatementFault> open_enrolment(ByteView bytes) {
  auto enrolment = read_content<Enrolment>(bytes, layout);
  if (!enrolment) return enrolment;
  // In whatever epoch: nobody but the probe could say that another key is its own as well.
  if (enrolment->probe != probe_id_of(enrolment->key)) return fail_with(StatementFault::malformed);
  const auto proven = open_enrolment_proof(enrolment->proof, enrolment->key);
  if (!proven) return fail_with(proven.error());
  if (*proven != enrolment->request) return fail_with(StatementFault::bad_signature);
  return enrolment;
}

}  // namespace tocsin::record
