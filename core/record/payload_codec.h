// A payload as deterministic CBOR, before compression (docs/formats/payload.md has the columns).
#pragma once

#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/record/payload.h"

namespace tocsin::record {

// The measurements must be in the order of sending, within limits.h, and refer to what is there.
// What is finer than the resolution is dropped, never rounded up.
Bytes encode_payload(const Payload& payload, Duration rtt_resolution);

// Total over any bytes; what comes out takes memory in proportion to their number and to limits.h,
// and every index in it is of something that is there.
Result<Payload, cbor::DecodeError> decode_payload(ByteView plain);

}  // namespace tocsin::record
