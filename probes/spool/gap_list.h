// Losses as a list of gaps, ascending by first number: added, taken back, written as CBOR. One
// number may be in several gaps of different reasons, and in one of each reason.
#pragma once

#include <vector>

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/envelope.h"

namespace tocsin::probe {

using GapList = std::vector<record::Gap>;

// As part of a neighbour where that has the same reason.
void add_gap(GapList& gaps, const record::Gap& gap);

// Whatever of the list lies in `gap` and has its reason.
void subtract_gap(GapList& gaps, const record::Gap& gap);

// Each is [first, last, reason].
void put(cbor::Encoder& out, const GapList& gaps);
GapList take_gaps(cbor::Decoder& in, std::size_t count_max);

}  // namespace tocsin::probe
