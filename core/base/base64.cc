#include "core/base/base64.h"

namespace tocsin {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Three bytes, the missing ones zero, as four digits; those without a bit of input become padding.
void append_group(std::string& text, ByteView group) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 3; ++i) bits = bits << 8 | (i < group.size() ? group[i] : 0U);
  for (std::size_t i = 0; i < 4; ++i) {
    const auto digit = bits >> (18 - 6 * i) & 0x3f;
    text.push_back(i <= group.size() ? alphabet[digit] : '=');
  }
}

// Four digits of which the last `padding` are '='. The bits that padding leaves over must be zero.
bool append_bytes(Bytes& bytes, std::string_view group, std::size_t padding) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto digit = i < 4 - padding ? alphabet.find(group[i]) : 0;
    if (digit == std::string_view::npos) return false;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
  }
  if ((bits & ((1U << (8 * padding)) - 1)) != 0) return false;
  for (std::size_t i = 0; i < 3 - padding; ++i) {
    bytes.push_back(static_cast<std::uint8_t>(bits >> (16 - 8 * i)));
  }
  return true;
}

}  // namespace

std::string to_base64(ByteView bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    append_group(text, bytes.subspan(i, std::min<std::size_t>(3, bytes.size() - i)));
  }
  return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  Bytes bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    const auto group = text.substr(i, 4);
    const bool last = i + 4 == text.size();
    const std::size_t padding = !last || group[3] != '=' ? 0 : group[2] == '=' ? 2 : 1;
    if (!append_bytes(bytes, group, padding)) return std::nullopt;
  }
  return bytes;
}

}  // namespace tocsin
