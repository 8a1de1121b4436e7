// Replies to the same question differ from query to query in their id, in the case that it was
// asked in (0x20) and in their cookie, which are the query's own; and from instance to instance in
// their NSID, which measurements keep apart. All four are masked before replies are compared and
// stored.
#pragma once

#include "core/base/bytes.h"

namespace tocsin::record {

// Id zero, the letters of the first question's name in lower case, and the values of the options
// NSID and COOKIE zeros of the same length. Total over any bytes: what is not there, or not well
// formed, is not masked.
void mask(Bytes& reply);

}  // namespace tocsin::record
