// The traces of a payload's measurements, as CBOR: a sparse table beside the columns, and columns
// itself (docs/formats/payload.md, field 23).
#pragma once

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/measurement.h"

namespace tocsin::record {

bool has_trace(const Measurement& row);

// Those of all rows, each with the index of its row; trace_queries_max queries at most.
void put_traces(cbor::Encoder& out, const std::vector<Measurement>& rows, Duration resolution);

// Into the rows, which are there already.
void take_traces(cbor::Decoder& in, std::vector<Measurement>& rows, Duration resolution);

}  // namespace tocsin::record
