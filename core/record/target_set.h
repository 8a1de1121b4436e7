// A target set as an object: deterministic CBOR, named by its SHA-256 (docs/formats/payload.md).
// Equal sets have equal bytes, because endpoints stand sorted and once.
#pragma once

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/plan/target.h"

namespace tocsin::record {

// The endpoints must be sorted and without duplicates.
Bytes encode_target_set(const plan::TargetSet& targets);
Result<plan::TargetSet, cbor::DecodeError> decode_target_set(ByteView bytes);

Digest target_set_digest(const plan::TargetSet& targets);

}  // namespace tocsin::record
