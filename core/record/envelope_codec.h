// An envelope as deterministic CBOR (docs/formats/envelope.md): the bytes that are signed.
#pragma once

#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/record/envelope.h"

namespace tocsin::record {

// The envelope must be one that `decode_envelope` accepts; limits.h says what a writer has to keep.
Bytes encode_envelope(const Envelope& envelope);

// Refuses also what is well formed and contradicts itself: more references answered than asked, a
// bound without a clock, gaps that are not below the sequence, commitments out of order.
Result<Envelope, cbor::DecodeError> decode_envelope(ByteView bytes);

// How many measurements the envelope counts.
std::uint64_t measurements_in(const Envelope& envelope);

}  // namespace tocsin::record
