// Replies to the same question differ from query to query in their id and, where the question has
// letters, in the case that it was asked in (0x20). Both are the query's own and say nothing about
// the server, so they are masked before replies are compared and stored.
#pragma once

#include "core/base/bytes.h"
#include "core/record/outcome.h"

namespace tocsin::record {

// Whether an outcome means that the reply's id and case were the query's. Of any other reply they
// are evidence and are kept.
bool reply_matched(Outcome outcome);

// Id zero and the letters of the first question's name in lower case. Total over any bytes: what is
// not there is not masked.
void mask(Bytes& reply);

// Puts the id back; a reply of fewer than two bytes has none.
void set_id(Bytes& reply, std::uint16_t id);
bool has_id(ByteView reply, std::uint16_t id);

}  // namespace tocsin::record
