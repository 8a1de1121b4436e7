// Losses as a list of gaps, ascending by first number: added, taken back, written as CBOR. One
// number may be in several gaps of different reasons, and in one of each reason.
#pragma once

#include <vector>

#include "core/record/envelope.h"

namespace tocsin::probe {

using GapList = std::vector<record::Gap>;

// As part of a neighbour where that has the same reason.
void add_gap(GapList& gaps, const record::Gap& gap);

// Whatever of the list lies in `gap` and has its reason.
void subtract_gap(GapList& gaps, const record::Gap& gap);

// [first, last, reason] (core/record/layout.h).
inline constexpr auto gap_layout = [](auto& row, auto& gap) {
  row(gap.first);
  row(gap.last);
  row(gap.reason, record::GapReason::never_closed);
  row.require(gap.first <= gap.last);
};

}  // namespace tocsin::probe
