#include "core/entry/roster_snapshot.h"

#include "core/record/layout.h"

namespace tocsin::entry {
namespace {

constexpr auto layout = [](auto& map, auto& snapshot) {
  map(snapshot.roster.digest);
  map(snapshot.roster.bytes);
  map(snapshot.entries);
  map(snapshot.at);
};

}  // namespace

Bytes encode(const RosterSnapshot& snapshot) {
  return record::encode_map(snapshot, layout);
}

Result<RosterSnapshot, cbor::DecodeError> decode_roster_snapshot(ByteView bytes) {
  return record::decode_map<RosterSnapshot>(bytes, layout);
}

}  // namespace tocsin::entry
