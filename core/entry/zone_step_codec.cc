#include "core/entry/zone_step_codec.h"

#include "core/record/address_codec.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::entry {
namespace {

using namespace record;

// More than any root zone has.
constexpr std::size_t changes_max = 65'536;
constexpr std::size_t of_one_tld_max = 1'024;
constexpr std::size_t ds_digest_bytes_max = 64;
constexpr std::size_t alarms_max = 3;

namespace key {
enum : std::uint64_t { before = 1, after, first_seen, changes };
}  // namespace key

constexpr std::size_t field_count = key::changes + 1;
constexpr std::size_t change_items = 6;

void put(cbor::Encoder& out, const std::string& server) {
  out.text(server);
}
void put(cbor::Encoder& out, const zone::DelegationSigner& signer) {
  out.array(4).uint(signer.key_tag).uint(signer.algorithm).uint(signer.digest_type);
  out.bytes(signer.digest);
}
void put(cbor::Encoder& out, const zone::Glue& glue) {
  out.array(2).text(glue.server).bytes(bytes_of(glue.address));
}

template <class Each>
void put(cbor::Encoder& out, const zone::Delta<Each>& delta) {
  out.array(2);
  for (const auto* side : {&delta.removed, &delta.added}) {
    out.array(side->size());
    for (const auto& each : *side) put(out, each);
  }
}

void put(cbor::Encoder& out, const zone::DelegationChange& change) {
  out.array(change_items).text(change.zone).uint(static_cast<std::uint64_t>(change.fate));
  put(out, change.servers);
  put(out, change.signers);
  put(out, change.glue);
  out.array(change.alarms.size());
  for (const auto alarm : change.alarms) out.uint(static_cast<std::uint64_t>(alarm));
}

void take(cbor::Decoder& in, std::string& server) {
  server = in.take_text(name_bytes_max);
}
void take(cbor::Decoder& in, zone::DelegationSigner& signer) {
  in.enter_array_of(4);
  signer.key_tag = in.take<std::uint16_t>();
  signer.algorithm = in.take<std::uint8_t>();
  signer.digest_type = in.take<std::uint8_t>();
  const auto digest = in.take_bytes(ds_digest_bytes_max);
  signer.digest.assign(digest.begin(), digest.end());
  in.leave();
}
void take(cbor::Decoder& in, zone::Glue& glue) {
  in.enter_array_of(2);
  glue.server = in.take_text(name_bytes_max);
  glue.address = take_address(in);
  in.leave();
}

template <class Each>
void take(cbor::Decoder& in, zone::Delta<Each>& delta) {
  in.enter_array_of(2);
  for (auto* side : {&delta.removed, &delta.added}) {
    side->resize(in.enter_array(of_one_tld_max));
    for (auto& each : *side) take(in, each);
    in.leave();
  }
  in.leave();
}

zone::DelegationChange take_change(cbor::Decoder& in) {
  zone::DelegationChange change;
  in.enter_array_of(change_items);
  change.zone = in.take_text(name_bytes_max);
  change.fate = in.take_enum(zone::Fate::changed);
  take(in, change.servers);
  take(in, change.signers);
  take(in, change.glue);
  change.alarms.resize(in.enter_array(alarms_max));
  for (auto& alarm : change.alarms) alarm = in.take_enum(zone::Alarm::most_servers_removed);
  in.leave();
  in.leave();
  return change;
}

}  // namespace

Bytes encode(const zone::ZoneStep& step) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::before, std::uint64_t{step.before});
  put_field(out, key::after, std::uint64_t{step.after});
  put_field(out, key::first_seen, step.first_seen);
  out.uint(key::changes).array(step.changes.size());
  for (const auto& change : step.changes) put(out, change);
  return std::move(out).finish();
}

Result<zone::ZoneStep, cbor::DecodeError> decode_zone_step(ByteView bytes) {
  zone::ZoneStep step;
  cbor::Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(key::before);
  step.before = in.take<std::uint32_t>();
  in.key(key::after);
  step.after = in.take<std::uint32_t>();
  in.key(key::first_seen);
  step.first_seen = take_wall(in);
  in.key(key::changes);
  const auto changes = in.enter_array(changes_max);
  for (std::size_t i = 0; i < changes && !in.failed(); ++i) step.changes.push_back(take_change(in));
  in.leave();
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return step;
}

}  // namespace tocsin::entry
