// The body of POST /v1/batches: a batch as the two byte strings of one CBOR array, its signed
// envelope and its payload. docs/formats/envelope.md.
#pragma once

#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"

namespace tocsin::record {

inline constexpr std::string_view submission_path = "/v1/batches";
inline constexpr std::string_view submission_media_type = "application/cbor";
inline constexpr std::string_view acknowledgement_media_type = "application/cose";

// Behind it stands the digest of an acknowledged envelope in hex: the answer is a C2SP tlog-proof
// that the log has it. docs/formats/acknowledgement.md.
inline constexpr std::string_view inclusion_path = "/v1/inclusion/";

// Whole seconds since the batch closed, by the monotonic clock of the probe's boot; left out where
// the batch closed in another boot. With it the collector tells a slow clock from a late delivery.
inline constexpr std::string_view batch_age_header = "Tocsin-Age";

// Beside an acknowledgement: which leaf of the log the batch is, in decimal. Given back with the
// question for the proof ("?leaf=12"), it is all that the collector has to know of the batch.
inline constexpr std::string_view leaf_header = "Tocsin-Leaf";
inline constexpr std::string_view leaf_parameter = "leaf=";

// Which of a collector's logs acknowledged it: the SHA-256 of its origin in hex
// ("?leaf=12&log=...", as it stands in the path of a witness's checkpoint).
inline constexpr std::string_view log_parameter = "log=";

struct SubmissionView {
  ByteView envelope;
  ByteView payload;
};

Bytes encode_submission(const SubmissionView& submission);
Result<SubmissionView, cbor::DecodeError> decode_submission(ByteView bytes);

}  // namespace tocsin::record
