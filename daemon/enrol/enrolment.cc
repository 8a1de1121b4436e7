#include "daemon/enrol/enrolment.h"

#include "core/crypto/sha256.h"
#include "core/record/signed_envelope.h"
#include "daemon/enrol/probe_name.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

constexpr auto media_type = "application/cbor";

Digest digest_of(const record::EnrolmentRequest& request) {
  return crypto::sha256(as_bytes(request.certificate_request));
}

bool proves_its_key(const record::EnrolmentRequest& request) {
  const auto proven = record::open_enrolment_proof(request.proof, request.key);
  return proven && *proven == digest_of(request);
}

EnrolProblem problem_of(EnrolRefusal refusal) {
  switch (refusal) {
    case EnrolRefusal::name_taken:
      return EnrolProblem::name_taken;
    case EnrolRefusal::renamed:
      return EnrolProblem::renamed;
    case EnrolRefusal::too_many_probes:
      return EnrolProblem::too_many_probes;
  }
  return EnrolProblem::unavailable;
}

}  // namespace

asio::awaitable<http::Response> Enrolment::post_enroll(http::Request request) {
  if (busy_ || !rate_.take(parts_.clock.monotonic())) {
    co_return refusal(EnrolProblem::too_many_requests);
  }
  const auto now = parts_.clock.wall();
  auto candidate = examine(request.body, now);
  if (!candidate) co_return refusal(candidate.error().problem, candidate.error().detail);
  busy_ = true;
  try {
    auto response = co_await complete(std::move(*candidate), now);
    busy_ = false;
    co_return response;
  } catch (...) {  // a connection that was given up must not end enrolment for good
    busy_ = false;
    throw;
  }
}

Result<Enrolment::Candidate, Enrolment::Refused> Enrolment::examine(ByteView body, WallTime now) {
  const auto refused = [](EnrolProblem problem, std::string detail = {}) {
    return fail_with(Refused{problem, std::move(detail)});
  };
  auto request = record::decode_enrolment_request(body);
  if (!request) {
    return refused(EnrolProblem::malformed_request, to_error("body", request.error()).text);
  }
  auto name = parts_.tokens.name_of(request->token, now);
  if (!name) return refused(EnrolProblem::unknown_token);
  auto checked = crypto::CheckedRequest::from_pem(request->certificate_request);
  if (!checked) return refused(EnrolProblem::bad_certificate_request, checked.error().text);
  if (!proves_its_key(*request)) return refused(EnrolProblem::bad_proof);
  if (checked->uri() != probe_uri(identity_.collector, *name)) {
    return refused(EnrolProblem::wrong_name, checked->uri());
  }
  if (const auto may = parts_.registry.may_enrol(*name, request->key); !may) {
    return refused(problem_of(may.error()), *name);
  }
  auto attestation = examine_attestation(*request, now);
  if (!attestation) return tl::unexpected(attestation.error());
  return Candidate{
      std::move(*name), std::move(*request), std::move(*checked), std::move(*attestation)};
}

Result<std::optional<Attestation>, Enrolment::Refused> Enrolment::examine_attestation(
    const record::EnrolmentRequest& request, WallTime now) const {
  if (request.attestation.empty()) return std::nullopt;
  const auto probe = record::probe_id_of(request.key);
  auto checked = check_attestation(request.attestation, countries_, probe, request.key, now);
  if (checked) return std::move(*checked);
  return fail_with(Refused{EnrolProblem::bad_attestation, std::string(name_of(checked.error()))});
}

asio::awaitable<http::Response> Enrolment::complete(Candidate candidate, WallTime now) {
  const auto response = response_for(candidate, now);
  if (!response) co_return refusal(EnrolProblem::bad_certificate_request, response.error().text);
  if (!parts_.tokens.use_up(candidate.request.token))
    co_return refusal(EnrolProblem::unknown_token);
  if (!co_await log(candidate, now)) co_return refusal(EnrolProblem::unavailable);
  enter(candidate);
  co_return http::reply(200, media_type, encode(*response));
}

asio::awaitable<bool> Enrolment::log(const Candidate& candidate, WallTime now) {
  record::Enrolment enrolment;
  enrolment.name = candidate.name;
  enrolment.probe = record::probe_id_of(candidate.request.key);
  enrolment.key = candidate.request.key;
  enrolment.at = now;
  enrolment.request = digest_of(candidate.request);
  enrolment.proof = candidate.request.proof;
  auto body = encode(enrolment);
  if (!co_await parts_.log(entry::Kind::enrolment, std::move(body))) co_return false;
  if (!candidate.attestation) co_return true;
  auto statement = candidate.request.attestation;
  const auto index = co_await parts_.log(entry::Kind::attestation, std::move(statement));
  co_return index.has_value();
}

void Enrolment::enter(const Candidate& candidate) {
  const auto& probe = parts_.registry.enrol(candidate.name, candidate.request.key);
  if (candidate.attestation) parts_.registry.attest(probe.registration.id, *candidate.attestation);
  parts_.registered(probe.registration);
}

Result<record::EnrolmentResponse> Enrolment::response_for(const Candidate& candidate,
                                                          WallTime now) const {
  const crypto::Validity validity{now - certificate_backdating, now + probe_certificate_validity};
  auto certificate = parts_.authority.issue_client(
      candidate.certificate_request, candidate.name, validity, parts_.entropy);
  if (!certificate) return tl::unexpected(certificate.error());
  record::EnrolmentResponse response;
  response.name = candidate.name;
  response.certificate = std::move(*certificate);
  response.authority = parts_.authority.certificate_pem();
  response.log_origin = identity_.origin;
  response.log_key = identity_.log_key;
  return response;
}

}  // namespace tocsin::collector
