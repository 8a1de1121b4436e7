// The body of an entry that says what stays of payloads when they go (docs/formats/minutes.md): the
// minute results of all batches of a plan in a range of the log. With it the collector declares
// that their promised time is over; it keeps the payloads for a while longer, so that whoever wants
// can compare.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/cbor/fault.h"
#include "core/entry/object.h"

namespace tocsin::entry {

struct LoggedMinutes {
  std::string plan;
  std::uint64_t first = 0;  // of the range's entries
  std::uint64_t next = 0;   // after its last one
  ObjectReference results;  // core/record/minute_results.h
  WallTime at;              // by the collector's clock

  bool operator==(const LoggedMinutes&) const = default;
};

Bytes encode(const LoggedMinutes& logged);
Result<LoggedMinutes, cbor::DecodeError> decode_logged_minutes(ByteView bytes);

}  // namespace tocsin::entry
