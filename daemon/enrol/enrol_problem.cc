#include "daemon/enrol/enrol_problem.h"

namespace tocsin::collector {
namespace {

struct Words {
  std::string_view slug;
  unsigned status;
  std::string_view title;
};

// In the order of the enumerators.
constexpr std::array<Words, enrol_problem_count> all_words{{
    {"too-many-requests", 429, "Too many enrolments at once; try again."},
    {"malformed-request", 400, "The body is not an enrolment request."},
    {"unknown-token", 403, "This token was never issued, has been used, or is too old."},
    {"bad-certificate-request", 400, "The certificate request cannot be used."},
    {"bad-proof", 403, "The request does not prove that it holds the probe's key."},
    {"wrong-name", 403, "The certificate request is for another name than the token."},
    {"name-taken", 409, "Another probe goes by this name."},
    {"renamed", 409, "This probe goes by another name."},
    {"too-many-probes", 503, "The collector takes no more probes."},
    {"bad-attestation", 403, "The country's statement does not vouch for this probe."},
    {"unavailable", 503, "The collector cannot write; try again."},
}};

constexpr auto retry_after_s = "5";

const Words& words_of(EnrolProblem problem) {
  return all_words[static_cast<std::size_t>(problem)];
}

}  // namespace

std::string_view slug_of(EnrolProblem problem) {
  return words_of(problem).slug;
}

http::Response refusal(EnrolProblem problem, std::string detail) {
  const auto& words = words_of(problem);
  auto response = http::to_response(
      {words.status, std::string(words.slug), std::string(words.title), std::move(detail)});
  const bool passing = words.status == 429 || words.status == 503;
  if (passing) response.headers.add("Retry-After", retry_after_s);
  return response;
}

}  // namespace tocsin::collector
