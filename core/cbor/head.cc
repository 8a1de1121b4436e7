#include "core/cbor/head.h"

namespace tocsin::cbor {
namespace {

// Additional information: up to 23 is the value itself, 24 to 27 announce 1, 2, 4 or 8 bytes of it.
constexpr std::uint8_t one_byte = 24;
constexpr std::uint8_t two_bytes = 25;
constexpr std::uint8_t four_bytes = 26;
constexpr std::uint8_t eight_bytes = 27;
constexpr std::uint8_t indefinite = 31;

std::optional<std::uint64_t> take_value(Cursor& in, std::uint8_t info) {
  switch (info) {
    case one_byte:
      return in.take_u8();
    case two_bytes:
      return in.take_be16();
    case four_bytes:
      return in.take_be32();
    case eight_bytes:
      return in.take_be64();
    default:
      return info;
  }
}

std::uint8_t shortest_info(std::uint64_t value) {
  if (value < one_byte) return static_cast<std::uint8_t>(value);
  if (value <= 0xff) return one_byte;
  if (value <= 0xffff) return two_bytes;
  return value <= 0xffffffff ? four_bytes : eight_bytes;
}

}  // namespace

void append_head(Bytes& out, Head head) {
  const auto info = shortest_info(head.value);
  out.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(head.major) << 5 | info));
  if (info == one_byte) out.push_back(static_cast<std::uint8_t>(head.value));
  if (info == two_bytes) append_be16(out, static_cast<std::uint16_t>(head.value));
  if (info == four_bytes) append_be32(out, static_cast<std::uint32_t>(head.value));
  if (info == eight_bytes) append_be64(out, head.value);
}

Result<Head, Fault> take_head(Cursor& in) {
  const auto first = in.take_u8();
  if (!first) return fail_with(Fault::truncated);
  const auto major = static_cast<Major>(*first >> 5);
  const auto info = static_cast<std::uint8_t>(*first & 0x1f);
  if (info == indefinite) return fail_with(Fault::indefinite_length);
  if (info > eight_bytes) return fail_with(Fault::reserved);
  // In major type 7 longer information means floats and simple values that we have no use for.
  if (major == Major::simple && info >= one_byte) return fail_with(Fault::unsupported);
  const auto value = take_value(in, info);
  if (!value) return fail_with(Fault::truncated);
  if (shortest_info(*value) != info) return fail_with(Fault::not_shortest);
  if (major == Major::simple && (*value < simple_false || *value > simple_null)) {
    return fail_with(Fault::unsupported);
  }
  return Head{major, *value};
}

}  // namespace tocsin::cbor
