// Why a probe was not enrolled, in the same manner as a rejected batch: a word, a status, a
// sentence.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/http/problem.h"

namespace tocsin::collector {

enum class EnrolProblem : std::uint8_t {
  too_many_requests,  // not final
  malformed_request,  // not the CBOR that is documented
  unknown_token,      // never issued here, used before, or too old
  bad_certificate_request,
  bad_proof,   // the one who asks does not show that the probe's key is theirs
  wrong_name,  // the request is for another name than the token
  name_taken,
  renamed,
  too_many_probes,
  bad_attestation,
  unavailable,  // not final: nothing can be written
};

inline constexpr std::size_t enrol_problem_count = 11;

std::string_view slug_of(EnrolProblem problem);  // "unknown-token"

http::Response refusal(EnrolProblem problem, std::string detail = {});

}  // namespace tocsin::collector
