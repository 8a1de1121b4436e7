// How the types that several formats share are written (docs/formats/): times as nanoseconds, in
// signed numbers where they can precede their epoch.
#pragma once

#include "core/base/time.h"
#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"

namespace tocsin::record {

inline constexpr std::uint64_t format_version = 1;
inline constexpr std::uint64_t key_version = 0;

inline void put_version(cbor::Encoder& out) {
  out.uint(key_version).uint(format_version);
}
inline void put_field(cbor::Encoder& out, std::uint64_t key, ByteView bytes) {
  out.uint(key).bytes(bytes);
}
inline void put_field(cbor::Encoder& out, std::uint64_t key, std::string_view text) {
  out.uint(key).text(text);
}
inline void put_field(cbor::Encoder& out, std::uint64_t key, std::uint64_t number) {
  out.uint(key).uint(number);
}
inline void put_field(cbor::Encoder& out, std::uint64_t key, WallTime time) {
  out.uint(key).integer(time.since_epoch.count());
}

inline void take_version(cbor::Decoder& in) {
  in.key(key_version);
  if (in.take_uint() != format_version) in.refuse(cbor::Fault::out_of_range);
}

inline Duration take_duration(cbor::Decoder& in) {
  constexpr auto max = static_cast<std::uint64_t>(Duration::max().count());
  return Duration{static_cast<Duration::rep>(in.take_uint(max))};
}

inline MonotonicTime take_monotonic(cbor::Decoder& in) {
  return {take_duration(in)};
}
inline WallTime take_wall(cbor::Decoder& in) {
  return {Duration{in.take_int()}};
}

}  // namespace tocsin::record
