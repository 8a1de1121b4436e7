// Whether bytes are one item of our subset of deterministic CBOR, whatever it means: what `Decoder`
// leaves open because it only reads known formats, above all the order of keys.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"

namespace tocsin::cbor {

Status<DecodeError> check_item(ByteView bytes);

}  // namespace tocsin::cbor
