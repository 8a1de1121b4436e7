// What the tokens of a range's end are worth by somebody's list of time-stamping authorities
// (docs/formats/timestamp.md): that of a bundle's writer, or a reader's. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bundle/claim.h"
#include "core/bundle/range.h"
#include "core/crypto/timestamp.h"

namespace tocsin::bundle {

// By whom of a list a token is, and what it says.
struct OpenedToken {
  std::string authority = {};                   // of the list; empty: of none
  std::optional<crypto::Timestamp> stamp = {};  // nothing: it does not verify
  std::string why_not = {};                     // it does not count; empty: it does
};
OpenedToken open_token(ByteView token,
                       const crypto::TimestampWish& wish,
                       const TimeAuthorities& authorities);

// One of the bundle's tokens of its end.
struct StampFinding {
  std::string file;  // "token/1234"
  OpenedToken opened;
};

// A token counts for one authority, that from which its chain leads. `seen` is when the first
// witness had seen the end, where that is known, and `newest` how late the range's batches are
// dated: a token of well before either is of a clock that is wrong.
std::vector<StampFinding> stamp_findings(const Range& range,
                                         const TimeAuthorities& authorities,
                                         std::optional<WallTime> seen,
                                         WallTime newest);

// Of each authority whose token counts the earliest time by which all of it was there, by name.
std::vector<ClaimStamp> stamps_of(const std::vector<StampFinding>& findings);

// Says in a claim who of these has stamped the end of its range.
void stamp(Claim& claim, const Range& range, const TimeAuthorities& authorities);

}  // namespace tocsin::bundle
