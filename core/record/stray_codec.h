// The strays of a payload's measurements, as CBOR: a sparse table beside the columns, because
// hardly any measurement has some (docs/formats/payload.md).
#pragma once

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/measurement.h"

namespace tocsin::record {

// Those of all rows, each with the index of its row.
void put_strays(cbor::Encoder& out, const std::vector<Measurement>& rows);

// Into the rows, which are there already.
void take_strays(cbor::Decoder& in, std::vector<Measurement>& rows);

}  // namespace tocsin::record
