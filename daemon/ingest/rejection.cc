#include "daemon/ingest/rejection.h"

#include <algorithm>

namespace tocsin::collector {
namespace {

// In the order of the enumerators.
constexpr std::array<RejectionWords, rejection_count> words{{
    {"malformed-batch", 400, "The body is not an envelope and a payload."},
    {"malformed-envelope", 400, "The envelope cannot be read."},
    {"unknown-probe", 403, "This probe is not enrolled here."},
    {"foreign-identity", 403, "The connection's certificate is not that of the batch's probe."},
    {"unknown-key-epoch", 403, "The probe has not enrolled the key of this epoch."},
    {"bad-signature", 403, "The envelope's signature is not by its probe's key."},
    {"revoked", 403, "The probe's country has taken its word for it back."},
    {"payload-mismatch", 400, "The payload is not the one that the envelope names."},
    {"payload-too-large", 413, "The payload is larger than this collector unpacks."},
    {"malformed-payload", 400, "The payload cannot be read."},
    {"counts-disagree", 400, "The envelope's counts are not those of its payload."},
    {"equivocation", 409, "Another batch has this place in the chain; both are kept as evidence."},
    {"broken-chain", 409, "The envelope's hashes contradict those of its neighbours."},
    {"forgotten", 409, "This place in the chain lies too far back to be judged."},
    {"too-many-gaps", 409, "The chain has more gaps than this collector keeps."},
    {"too-many-incarnations", 409, "The probe has more incarnations than this collector keeps."},
    {"busy", 503, "The collector is busy; try again."},
    {"stopping", 503, "The collector is stopping; try again."},
}};

constexpr auto retry_after_s = "2";

}  // namespace

const RejectionWords& words_of(Rejection rejection) {
  return words[static_cast<std::size_t>(rejection)];
}

std::string reason_of(Rejection rejection) {
  std::string reason(words_of(rejection).slug);
  std::ranges::replace(reason, '-', '_');
  return reason;
}

http::Response refusal(Rejection rejection, std::string detail) {
  const auto& word = words_of(rejection);
  auto response = http::to_response(
      {word.status, std::string(word.slug), std::string(word.title), std::move(detail)});
  if (word.status == 503) response.headers.add("Retry-After", retry_after_s);
  return response;
}

}  // namespace tocsin::collector
