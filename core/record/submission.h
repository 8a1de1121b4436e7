// The body of POST /v1/batches: a batch as the two byte strings of one CBOR array, its signed
// envelope and its payload. docs/formats/envelope.md.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"

namespace tocsin::record {

struct SubmissionView {
  ByteView envelope;
  ByteView payload;
};

Bytes encode_submission(const SubmissionView& submission);
Result<SubmissionView, cbor::DecodeError> decode_submission(ByteView bytes);

}  // namespace tocsin::record
