#include "core/entry/logged_minutes.h"

#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::entry {
namespace {

constexpr auto layout = [](auto& map, auto& logged) {
  map(logged.plan, record::plan_name_bytes_max);
  map(logged.first);
  map(logged.next);
  map.require(logged.first < logged.next);
  map(logged.results.digest);
  map(logged.results.bytes);
  map(logged.at);
};

}  // namespace

Bytes encode(const LoggedMinutes& logged) {
  return record::encode_map(logged, layout);
}

Result<LoggedMinutes, cbor::DecodeError> decode_logged_minutes(ByteView bytes) {
  return record::decode_map<LoggedMinutes>(bytes, layout);
}

}  // namespace tocsin::entry
