#include "core/record/enrolment.h"

#include "core/record/fields.h"
#include "core/record/limits.h"
#include "core/record/signed_envelope.h"

namespace tocsin::record {
namespace {

using cbor::Decoder;
using cbor::Encoder;

constexpr std::size_t token_bytes_max = 128;
constexpr std::size_t pem_bytes_max = 8'192;

namespace proof_key {
enum : std::uint64_t { request = 1 };
}
namespace request_key {
enum : std::uint64_t { token = 1, certificate_request, key, proof, attestation };
}
namespace response_key {
enum : std::uint64_t { name = 1, certificate, authority, log_origin, log_key };
}
namespace enrolment_key {
enum : std::uint64_t { name = 1, probe, key, key_epoch, at, request, proof };
}

Bytes owned(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

Result<Enrolment, StatementFault> decode_enrolment(ByteView bytes) {
  Enrolment enrolment;
  Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(enrolment_key::name);
  enrolment.name = in.take_text(probe_name_bytes_max);
  in.key(enrolment_key::probe);
  enrolment.probe = in.take_exactly<16>();
  in.key(enrolment_key::key);
  enrolment.key = in.take_exactly<32>();
  in.key(enrolment_key::key_epoch);
  enrolment.key_epoch = in.take<std::uint32_t>();
  in.key(enrolment_key::at);
  enrolment.at = take_wall(in);
  in.key(enrolment_key::request);
  enrolment.request = in.take_exactly<32>();
  in.key(enrolment_key::proof);
  enrolment.proof = owned(in.take_bytes(statement_bytes_max));
  in.leave();
  if (!in.finish()) return fail_with(StatementFault::malformed);
  return enrolment;
}

}  // namespace

Bytes sign_enrolment_proof(const Digest& request, const crypto::SigningKey& probe_key) {
  Encoder out;
  out.map(2);
  put_version(out);
  put_field(out, proof_key::request, request);
  return sign_statement(probe_key, enrolment_proof_content_type, std::move(out).finish());
}

Result<Digest, StatementFault> open_enrolment_proof(ByteView bytes,
                                                    const crypto::PublicKey& probe_key) {
  const auto content = open_statement(bytes, enrolment_proof_content_type, probe_key);
  if (!content) return fail_with(content.error());
  Decoder in(*content);
  in.enter_map();
  take_version(in);
  in.key(proof_key::request);
  const auto request = in.take_exactly<32>();
  in.leave();
  if (!in.finish()) return fail_with(StatementFault::malformed);
  return request;
}

Bytes encode(const EnrolmentRequest& request) {
  Encoder out;
  out.map(request_key::attestation + 1);
  put_version(out);
  put_field(out, request_key::token, request.token);
  put_field(out, request_key::certificate_request, request.certificate_request);
  put_field(out, request_key::key, request.key);
  put_field(out, request_key::proof, request.proof);
  put_field(out, request_key::attestation, request.attestation);
  return std::move(out).finish();
}

Result<EnrolmentRequest, cbor::DecodeError> decode_enrolment_request(ByteView bytes) {
  EnrolmentRequest request;
  Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(request_key::token);
  request.token = in.take_text(token_bytes_max);
  in.key(request_key::certificate_request);
  request.certificate_request = in.take_text(pem_bytes_max);
  in.key(request_key::key);
  request.key = in.take_exactly<32>();
  in.key(request_key::proof);
  request.proof = owned(in.take_bytes(statement_bytes_max));
  in.key(request_key::attestation);
  request.attestation = owned(in.take_bytes(statement_bytes_max));
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return request;
}

Bytes encode(const EnrolmentResponse& response) {
  Encoder out;
  out.map(response_key::log_key + 1);
  put_version(out);
  put_field(out, response_key::name, response.name);
  put_field(out, response_key::certificate, response.certificate);
  put_field(out, response_key::authority, response.authority);
  put_field(out, response_key::log_origin, response.log_origin);
  put_field(out, response_key::log_key, response.log_key);
  return std::move(out).finish();
}

Result<EnrolmentResponse, cbor::DecodeError> decode_enrolment_response(ByteView bytes) {
  EnrolmentResponse response;
  Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(response_key::name);
  response.name = in.take_text(probe_name_bytes_max);
  in.key(response_key::certificate);
  response.certificate = in.take_text(pem_bytes_max);
  in.key(response_key::authority);
  response.authority = in.take_text(pem_bytes_max);
  in.key(response_key::log_origin);
  response.log_origin = in.take_text(origin_bytes_max);
  in.key(response_key::log_key);
  response.log_key = in.take_exactly<32>();
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return response;
}

Bytes encode(const Enrolment& enrolment) {
  Encoder out;
  out.map(enrolment_key::proof + 1);
  put_version(out);
  put_field(out, enrolment_key::name, enrolment.name);
  put_field(out, enrolment_key::probe, enrolment.probe);
  put_field(out, enrolment_key::key, enrolment.key);
  put_field(out, enrolment_key::key_epoch, enrolment.key_epoch);
  put_field(out, enrolment_key::at, enrolment.at);
  put_field(out, enrolment_key::request, enrolment.request);
  put_field(out, enrolment_key::proof, enrolment.proof);
  return std::move(out).finish();
}

Result<Enrolment, StatementFault> open_enrolment(ByteView bytes) {
  auto enrolment = decode_enrolment(bytes);
  if (!enrolment) return enrolment;
  // In whatever epoch: nobody but the probe could say that another key is its own as well.
  if (enrolment->probe != probe_id_of(enrolment->key)) return fail_with(StatementFault::malformed);
  const auto proven = open_enrolment_proof(enrolment->proof, enrolment->key);
  if (!proven) return fail_with(proven.error());
  if (*proven != enrolment->request) return fail_with(StatementFault::bad_signature);
  return enrolment;
}

}  // namespace tocsin::record
