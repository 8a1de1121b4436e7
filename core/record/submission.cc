#include "core/record/submission.h"

#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

constexpr auto layout = [](auto& row, auto& submission) {
  row(submission.envelope, signed_envelope_bytes_max);
  row(submission.payload, payload_bytes_max);
};

}  // namespace

Bytes encode_submission(const SubmissionView& submission) {
  return encode_row(submission, layout);
}

Result<SubmissionView, cbor::DecodeError> decode_submission(ByteView bytes) {
  return decode_row<SubmissionView>(bytes, layout);
}

}  // namespace tocsin::record
