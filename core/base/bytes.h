// Bytes owned, bytes seen, and the one way to take them apart: a cursor that gives or fails.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tocsin {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

template <std::size_t N>
using ByteArray = std::array<std::uint8_t, N>;

// The bytes of a text, not copied: the text must outlive the view.
ByteView as_bytes(std::string_view text);
std::string_view as_text(ByteView bytes);

// Big endian, as on the wire.
void append_be16(Bytes& out, std::uint16_t value);
void append_be32(Bytes& out, std::uint32_t value);
void append_be64(Bytes& out, std::uint64_t value);
void append(Bytes& out, ByteView bytes);

bool equal(ByteView a, ByteView b);

// Reads untrusted bytes from front to back. Every take gives a value or nothing, and then the
// cursor has not moved. It does not own the bytes.
class Cursor {
 public:
  explicit Cursor(ByteView bytes) : bytes_(bytes) {}

  std::optional<std::uint8_t> take_u8();
  std::optional<std::uint16_t> take_be16();
  std::optional<std::uint32_t> take_be32();
  std::optional<std::uint64_t> take_be64();
  std::optional<ByteView> take(std::size_t count);
  bool skip(std::size_t count) { return take(count).has_value(); }

  std::size_t position() const { return position_; }
  std::size_t remaining() const { return bytes_.size() - position_; }
  bool at_end() const { return remaining() == 0; }
  ByteView rest() const { return bytes_.subspan(position_); }

 private:
  std::optional<std::uint64_t> take_be(std::size_t width);

  ByteView bytes_;
  std::size_t position_ = 0;
};

}  // namespace tocsin
