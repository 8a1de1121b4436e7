// What resolvers said, as CBOR: a table of columns (docs/formats/payload.md, field 24).
#pragma once

#include <vector>

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/lookup.h"

namespace tocsin::record {

// In the order of asking.
void put_lookups(cbor::Encoder& out, const std::vector<Lookup>& lookups, Duration resolution);

std::vector<Lookup> take_lookups(cbor::Decoder& in, Duration resolution);

}  // namespace tocsin::record
