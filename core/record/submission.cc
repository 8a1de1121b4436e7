#include "core/record/submission.h"

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/limits.h"

namespace tocsin::record {

Bytes encode_submission(const SubmissionView& submission) {
  cbor::Encoder out;
  out.array(2).bytes(submission.envelope).bytes(submission.payload);
  return std::move(out).finish();
}

Result<SubmissionView, cbor::DecodeError> decode_submission(ByteView bytes) {
  SubmissionView submission;
  cbor::Decoder in(bytes);
  in.enter_array_of(2);
  submission.envelope = in.take_bytes(signed_envelope_bytes_max);
  submission.payload = in.take_bytes(payload_bytes_max);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return submission;
}

}  // namespace tocsin::record
