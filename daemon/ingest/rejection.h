// Why a batch was not admitted. Each has a word for programs and metrics, a status, and a sentence
// for people; a client treats every 4xx but 408 and 429 as final.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/http/problem.h"

namespace tocsin::collector {

enum class Rejection : std::uint8_t {
  malformed_batch,     // not the two byte strings, or not deterministic CBOR
  malformed_envelope,  // not a COSE_Sign1 with an envelope in it
  unknown_probe,       // the envelope's probe is not enrolled here
  foreign_identity,    // its connection was made with the certificate of another
  unknown_key_epoch,   // signed by a key that its probe has not enrolled
  bad_signature,
  revoked,            // its country has taken its word for it back
  payload_mismatch,   // digest or size are not those that the envelope states
  payload_too_large,  // states more than this collector unpacks
  malformed_payload,  // does not decompress to what is stated, or does not decode
  counts_disagree,    // the outcomes counted in the envelope are not those of the payload
  equivocation,       // another batch has this place in the chain; both are kept
  broken_chain,       // its hashes contradict its neighbours'; kept
  forgotten,          // a place so far back that nothing is known of it
  too_many_gaps,
  too_many_incarnations,
  busy,      // not final: a queue is full
  stopping,  // not final: the collector is going down
};

inline constexpr std::size_t rejection_count = 18;

struct RejectionWords {
  std::string_view slug;  // of the problem's type; the metrics' reason is this with '_'
  unsigned status;
  std::string_view title;
};

const RejectionWords& words_of(Rejection rejection);
std::string reason_of(Rejection rejection);  // "bad_signature"

http::Response refusal(Rejection rejection, std::string detail = {});

}  // namespace tocsin::collector
