// One row of a month's columns as octets, and back (docs/formats/columns.md). Not when a query was
// sent, only that it was: of several in one interval the first has already been taken.
//
//   SOA          cell (1) of each interval | rtt of each available cell, in four planes
//                | serial of each cell that has one, as the difference to the one before, in four
//   correctness  cell (1) of each interval
//
// A plane has one octet of each number, the most significant plane first, so that like stands
// beside like and compresses. Reading is total: a row or an error that says what is wrong. Pure.
#pragma once

#include "core/assess/month_columns.h"
#include "core/base/bytes.h"
#include "core/base/result.h"

namespace tocsin::assess {

enum class SoaCell : std::uint8_t {
  nothing,      // not measured
  intercepted,  // measured, and nothing said of the server
  unavailable,
  available,
  available_with_serial
};

enum class CorrectnessCell : std::uint8_t {
  nothing,
  intercepted,
  not_received,
  not_judged,
  incorrect,
  correct
};

SoaCell cell_of(const SoaSeries& row, std::size_t interval);
CorrectnessCell cell_of(const CorrectnessSeries& row, std::size_t interval);

// Of a row of so many intervals, at most.
std::size_t soa_octets_max(std::size_t intervals);

Bytes encode_row(const SoaSeries& row);
Bytes encode_row(const CorrectnessSeries& row);

// A row of exactly so many intervals in which something was measured. Whatever was, was sent at the
// start of its interval, as far as the row says.
Result<SoaSeries> soa_row_from(ByteView octets, std::size_t intervals);
Result<CorrectnessSeries> correctness_row_from(ByteView octets, std::size_t intervals);

}  // namespace tocsin::assess
