#include "core/record/zone_version.h"

#include "core/record/address_codec.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

namespace key {
enum : std::uint64_t { object = 1, object_bytes, serial, zone, first_seen, server, fault };
}  // namespace key

constexpr std::size_t field_count = key::fault + 1;

}  // namespace

Bytes encode(const ZoneVersion& version) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::object, version.object);
  put_field(out, key::object_bytes, version.object_bytes);
  put_field(out, key::serial, version.serial);
  put_field(out, key::zone, version.zone);
  put_field(out, key::first_seen, version.first_seen);
  put_field(out, key::server, bytes_of(version.server));
  put_field(out, key::fault, std::string_view(version.fault).substr(0, zone_fault_bytes_max));
  return std::move(out).finish();
}

Result<ZoneVersion, cbor::DecodeError> decode_zone_version(ByteView bytes) {
  ZoneVersion version;
  cbor::Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(key::object);
  version.object = in.take_exactly<32>();
  in.key(key::object_bytes);
  version.object_bytes = in.take<std::uint64_t>();
  in.key(key::serial);
  version.serial = in.take<std::uint32_t>();
  in.key(key::zone);
  version.zone = in.take_exactly<32>();
  in.key(key::first_seen);
  version.first_seen = take_wall(in);
  in.key(key::server);
  version.server = take_address(in);
  in.key(key::fault);
  version.fault = in.take_text(zone_fault_bytes_max);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return version;
}

}  // namespace tocsin::record
