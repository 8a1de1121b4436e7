// What somebody said of a month's measurements, whose word that is to the reader, and what of it he
// therefore leaves out (docs/formats/annotation.md). Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/assess/month_columns.h"
#include "core/entry/roster.h"
#include "core/record/annotation.h"

namespace tocsin::audit {

// Whose word counts.
struct Believed {
  entry::CountryKeys countries;                   // for the probes that they vouch for
  std::vector<crypto::PublicKey> keepers;         // for every vantage point
  std::map<char, crypto::PublicKey> operators{};  // of letters: as a reply
};

// Of time, from the beginning of an interval to that of another.
struct Span {
  WallTime from;
  WallTime until;
};

struct Annotated {
  record::Effect effect{};
  std::string by;
  std::string why;
  std::vector<std::string> vps;  // none: of every vantage point
  std::string letters;           // none: of every RSI
  WallTime from;
  WallTime until;                         // not included
  std::string whose;                      // "country NO"; empty: of nobody whom the reader named
  std::string replies_for;                // letters of whose operator it is the remark
  std::vector<assess::Portion> left_out;  // what the figures leave out for it
  std::uint64_t measurements = 0;         // that these are of, whatever else leaves them out too
};

// The roster says which probes are whose, and what they are called. Of a country's word the part
// within this span is looked at: for other times it may leave out less than it could.
Annotated annotated_from(const record::Annotation& said,
                         const Believed& believed,
                         const entry::Roster& roster,
                         const Span& within);

// A line of the reader's own: nobody else's word is asked for.
Annotated annotated_from(const assess::Annotation& line);

// As whoever has neither log nor keys reads it: lines that leave out the same, or say the same
// reply. None where it does neither.
std::vector<assess::Annotation> lines_of(const Annotated& annotated);

// Leaves out what they say, and counts how much each covers.
void leave_out(std::vector<Annotated>& annotations, assess::MonthColumns& columns);

}  // namespace tocsin::audit
