// How the types that several formats share are written (docs/formats/): times as nanoseconds, in
// signed numbers where they can precede their epoch; what may be absent as null. `take` refuses
// what is above a field's limit: bytes of a text, the last enumerator, the greatest number.
#pragma once

#include <concepts>
#include <optional>
#include <string>

#include "core/base/check.h"
#include "core/base/time.h"
#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/address_codec.h"

namespace tocsin::record {

inline constexpr std::uint64_t format_version = 1;
inline constexpr std::uint64_t key_version = 0;

inline void put_version(cbor::Encoder& out) {
  out.uint(key_version).uint(format_version);
}
inline void take_version(cbor::Decoder& in) {
  in.key(key_version);
  if (in.take_uint() != format_version) in.refuse(cbor::Fault::out_of_range);
}

inline Duration take_duration(cbor::Decoder& in, Duration max = Duration::max()) {
  return Duration(
      static_cast<Duration::rep>(in.take_uint(static_cast<std::uint64_t>(max.count()))));
}
inline MonotonicTime take_monotonic(cbor::Decoder& in) {
  return {take_duration(in)};
}
inline WallTime take_wall(cbor::Decoder& in) {
  return {Duration{in.take_int()}};
}

template <class E>
concept Enumeration = std::is_enum_v<E>;

void put(cbor::Encoder& out, std::unsigned_integral auto number) {
  out.uint(number);
}
void put(cbor::Encoder& out, std::signed_integral auto number) {
  out.integer(number);
}
void put(cbor::Encoder& out, Enumeration auto enumerator) {
  out.uint(static_cast<std::uint64_t>(enumerator));
}
inline void put(cbor::Encoder& out, ByteView bytes) {
  out.bytes(bytes);
}
inline void put(cbor::Encoder& out, std::string_view text) {
  out.text(text);
}
inline void put(cbor::Encoder& out, Duration duration) {
  check(duration >= Duration::zero(), "no format has negative durations");
  out.uint(static_cast<std::uint64_t>(duration.count()));
}
inline void put(cbor::Encoder& out, MonotonicTime time) {
  put(out, time.since_boot);
}
inline void put(cbor::Encoder& out, WallTime time) {
  out.integer(time.since_epoch.count());
}
inline void put(cbor::Encoder& out, const plan::Address& address) {
  out.bytes(bytes_of(address));
}
template <class Value>
void put(cbor::Encoder& out, const std::optional<Value>& value) {
  value ? put(out, *value) : void(out.null());
}

template <std::unsigned_integral Number>
void take(cbor::Decoder& in,
          Number& number,
          std::type_identity_t<Number> max = std::numeric_limits<Number>::max()) {
  number = static_cast<Number>(in.take_uint(max));
}
// From -max to max.
inline void take(cbor::Decoder& in, std::int32_t& number, std::int32_t max) {
  const auto taken = in.take_int();
  if (taken < -max || taken > max) in.refuse(cbor::Fault::out_of_range);
  number = in.failed() ? 0 : static_cast<std::int32_t>(taken);
}
template <Enumeration E>
void take(cbor::Decoder& in, E& enumerator, E last) {
  enumerator = in.take_enum(last);
}
template <std::size_t N>
void take(cbor::Decoder& in, ByteArray<N>& bytes) {
  bytes = in.take_exactly<N>();
}
inline void take(cbor::Decoder& in, ByteView& bytes, std::size_t max) {
  bytes = in.take_bytes(max);
}
inline void take(cbor::Decoder& in, Bytes& bytes, std::size_t max) {
  const auto taken = in.take_bytes(max);
  bytes.assign(taken.begin(), taken.end());
}
inline void take(cbor::Decoder& in, std::string& text, std::size_t max) {
  text = in.take_text(max);
}
inline void take(cbor::Decoder& in, Duration& duration, Duration max = Duration::max()) {
  duration = take_duration(in, max);
}
inline void take(cbor::Decoder& in, MonotonicTime& time) {
  time = take_monotonic(in);
}
inline void take(cbor::Decoder& in, WallTime& time) {
  time = take_wall(in);
}
inline void take(cbor::Decoder& in, plan::Address& address) {
  address = take_address(in);
}
template <class Value>
void take(cbor::Decoder& in, std::optional<Value>& value) {
  if (!in.take_null()) take(in, value.emplace());
}

}  // namespace tocsin::record
