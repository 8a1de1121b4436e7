#include "core/base/utf8.h"

namespace tocsin {
namespace {

// The number of continuation bytes that a first byte announces, and the range of the first of them,
// which excludes long forms and surrogates (RFC 3629 section 4).
struct Sequence {
  std::size_t continuations;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xbf;
};

std::optional<Sequence> sequence_of(std::uint8_t first) {
  if (first <= 0x7f) return Sequence{0};
  if (first >= 0xc2 && first <= 0xdf) return Sequence{1};
  if (first == 0xe0) return Sequence{2, 0xa0, 0xbf};
  if (first == 0xed) return Sequence{2, 0x80, 0x9f};
  if (first >= 0xe1 && first <= 0xef) return Sequence{2};
  if (first == 0xf0) return Sequence{3, 0x90, 0xbf};
  if (first >= 0xf1 && first <= 0xf3) return Sequence{3};
  if (first == 0xf4) return Sequence{3, 0x80, 0x8f};
  return std::nullopt;
}

bool take_character(Cursor& in) {
  const auto sequence = sequence_of(*in.take_u8());
  if (!sequence) return false;
  const auto rest = in.take(sequence->continuations);
  if (!rest) return false;
  for (std::size_t i = 0; i < rest->size(); ++i) {
    const auto low = i == 0 ? sequence->low : 0x80;
    const auto high = i == 0 ? sequence->high : 0xbf;
    if ((*rest)[i] < low || (*rest)[i] > high) return false;
  }
  return true;
}

}  // namespace

bool is_utf8(ByteView bytes) {
  Cursor in(bytes);
  while (!in.at_end()) {
    if (!take_character(in)) return false;
  }
  return true;
}

bool is_line(std::string_view text) {
  if (text.empty() || !is_utf8(as_bytes(text))) return false;
  std::uint8_t before = 0;
  for (const auto byte : as_bytes(text)) {
    const bool is_c1 = before == 0xc2 && byte < 0xa0;
    if (byte < 0x20 || byte == 0x7f || is_c1) return false;
    before = byte;
  }
  return true;
}

}  // namespace tocsin
