#include "core/record/zone_version.h"

#include <algorithm>

#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

constexpr auto layout = [](auto& map, auto& version) {
  map(version.object);
  map(version.object_bytes);
  map(version.serial);
  map(version.zone);
  map(version.first_seen);
  map(version.server);
  map(version.fault, zone_fault_bytes_max);
};

}  // namespace

Bytes encode(const ZoneVersion& version) {
  auto said = version;
  said.fault.resize(std::min(said.fault.size(), zone_fault_bytes_max));
  return encode_map(said, layout);
}

Result<ZoneVersion, cbor::DecodeError> decode_zone_version(ByteView bytes) {
  return decode_map<ZoneVersion>(bytes, layout);
}

}  // namespace tocsin::record
