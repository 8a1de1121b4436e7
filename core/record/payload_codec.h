// A payload as deterministic CBOR, before compression (docs/formats/payload.md has the columns).
#pragma once

#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/record/payload.h"

namespace tocsin::record {

// Of sending times, in every payload. Round-trip times have the resolution of the plan.
inline constexpr Duration sent_at_resolution = std::chrono::microseconds{1};
inline constexpr Duration rtt_max = std::chrono::hours{1};

// The measurements must be in the order of sending and within limits.h. What is finer than the
// resolution is dropped, never rounded up; replies are masked and cut.
Bytes encode_payload(const Payload& payload, Duration rtt_resolution);

// Total over any bytes; what comes out takes memory in proportion to limits.h.
Result<Payload, cbor::DecodeError> decode_payload(ByteView plain);

}  // namespace tocsin::record
