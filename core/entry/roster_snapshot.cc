#include "core/entry/roster_snapshot.h"

#include "core/record/fields.h"

namespace tocsin::entry {
namespace {

using namespace record;

namespace key {
enum : std::uint64_t { roster = 1, roster_bytes, entries, at };
}  // namespace key

constexpr std::size_t field_count = key::at + 1;

}  // namespace

Bytes encode(const RosterSnapshot& snapshot) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::roster, snapshot.roster.digest);
  put_field(out, key::roster_bytes, snapshot.roster.bytes);
  put_field(out, key::entries, snapshot.entries);
  put_field(out, key::at, snapshot.at);
  return std::move(out).finish();
}

Result<RosterSnapshot, cbor::DecodeError> decode_roster_snapshot(ByteView bytes) {
  RosterSnapshot snapshot;
  cbor::Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(key::roster);
  snapshot.roster.digest = in.take_exactly<32>();
  in.key(key::roster_bytes);
  snapshot.roster.bytes = in.take<std::uint64_t>();
  in.key(key::entries);
  snapshot.entries = in.take<std::uint64_t>();
  in.key(key::at);
  snapshot.at = take_wall(in);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return snapshot;
}

}  // namespace tocsin::entry
