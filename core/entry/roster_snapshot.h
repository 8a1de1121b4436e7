// The body of a snapshot's entry: of so many of the log's first entries, this is the roster
// (docs/formats/roster.md). The roster itself is an object, the same as long as nobody enrols and
// no country speaks. It is the collector's word, which whoever has those entries derives again.
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/cbor/fault.h"
#include "core/entry/object.h"

namespace tocsin::entry {

struct RosterSnapshot {
  ObjectReference roster;     // a list (roster_list.h)
  std::uint64_t entries = 0;  // of the log's first so many
  WallTime at;                // by the collector's clock

  bool operator==(const RosterSnapshot&) const = default;
};

Bytes encode(const RosterSnapshot& snapshot);
Result<RosterSnapshot, cbor::DecodeError> decode_roster_snapshot(ByteView bytes);

}  // namespace tocsin::entry
