#include "core/base/bytes.h"

#include <algorithm>

namespace tocsin {
namespace {

void append_be(Bytes& out, std::uint64_t value, int width) {
  for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<std::uint8_t>(value >> shift));
  }
}

template <class T>
std::optional<T> narrowed(std::optional<std::uint64_t> value) {
  if (!value) return std::nullopt;
  return static_cast<T>(*value);
}

}  // namespace

ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void append_be16(Bytes& out, std::uint16_t value) {
  append_be(out, value, 2);
}
void append_be32(Bytes& out, std::uint32_t value) {
  append_be(out, value, 4);
}
void append_be64(Bytes& out, std::uint64_t value) {
  append_be(out, value, 8);
}

void append(Bytes& out, ByteView bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

bool equal(ByteView a, ByteView b) {
  return std::ranges::equal(a, b);
}

std::optional<std::uint64_t> Cursor::take_be(std::size_t width) {
  const auto bytes = take(width);
  if (!bytes) return std::nullopt;
  std::uint64_t value = 0;
  for (const auto byte : *bytes) value = value << 8 | byte;
  return value;
}

std::optional<std::uint8_t> Cursor::take_u8() {
  return narrowed<std::uint8_t>(take_be(1));
}
std::optional<std::uint16_t> Cursor::take_be16() {
  return narrowed<std::uint16_t>(take_be(2));
}
std::optional<std::uint32_t> Cursor::take_be32() {
  return narrowed<std::uint32_t>(take_be(4));
}
std::optional<std::uint64_t> Cursor::take_be64() {
  return take_be(8);
}

std::optional<ByteView> Cursor::take(std::size_t count) {
  if (count > remaining()) return std::nullopt;
  const auto taken = bytes_.subspan(position_, count);
  position_ += count;
  return taken;
}

}  // namespace tocsin
