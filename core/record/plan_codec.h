// A plan as an object: deterministic CBOR, whose SHA-256 is the plan's digest in an envelope
// (docs/formats/plan.md). Equal plans have equal bytes.
//
// What is decoded is a plan, and not yet one that a probe follows: whether its host allows it is
// decided elsewhere (probes/plans).
#pragma once

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/plan/plan.h"

namespace tocsin::record {

// Durations are not negative, and everything is within core/record/limits.h.
Bytes encode_plan(const plan::Plan& plan);
Result<plan::Plan, cbor::DecodeError> decode_plan(ByteView bytes);

Digest plan_digest(const plan::Plan& plan);

}  // namespace tocsin::record
