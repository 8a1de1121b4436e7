// Any bytes: a signed envelope in its one form, or a fault. What is accepted encodes to the same
// bytes.
#include "core/base/check.h"
#include "core/cbor/sign1.h"
#include "core/record/envelope_codec.h"
#include "core/record/signed_envelope.h"

using namespace tocsin;

namespace {

// Mutations of a signed envelope are rarely well-formed twice over, so the content is also read
// alone.
void read_content(ByteView bytes) {
  const auto envelope = record::decode_envelope(bytes);
  if (!envelope) return;
  check(equal(record::encode_envelope(*envelope), bytes), "an envelope has one form");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  read_content(bytes);
  const auto read = record::SignedEnvelope::decode({bytes.begin(), bytes.end()});
  if (!read) return 0;
  const auto sign1 = cbor::decode_sign1(bytes, size);
  check(sign1.has_value(), "a signed envelope is a COSE_Sign1");
  check(equal(record::encode_envelope(read->claim()), sign1->payload), "an envelope has one form");
  return 0;
}
