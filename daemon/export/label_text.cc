#include "daemon/export/label_text.h"

#include <algorithm>
#include <cstdint>

#include "core/base/hex.h"

namespace tocsin::collector {
namespace {

constexpr std::string_view hex_prefix = "0x";

std::string hex_label(ByteView bytes, std::size_t bytes_max = label_bytes_max) {
  const std::size_t fit = (bytes_max - hex_prefix.size()) / 2;
  return std::string(hex_prefix) + to_hex(bytes.first(std::min(bytes.size(), fit)));
}

// The length of the UTF-8 sequence that this byte begins (RFC 3629), or nothing.
std::size_t sequence_length(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 0;
}

struct Character {
  char32_t code = 0;
  std::size_t length = 0;  // nothing: malformed
};

Character take_character(ByteView bytes) {
  const std::size_t length = sequence_length(bytes.front());
  if (length == 0 || length > bytes.size()) return {};
  if (length == 1) return {.code = bytes.front(), .length = 1};
  char32_t code = bytes.front() & (0xff >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((bytes[i] & 0xc0) != 0x80) return {};
    code = code << 6 | (bytes[i] & 0x3f);
  }
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code < 0xe000;
  if (code < smallest[length] || surrogate || code > 0x10ffff) return {};
  return {.code = code, .length = length};
}

// Control characters, and those that turn the direction of what stands beside them.
bool disturbs(char32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff;
}

}  // namespace

std::string instance_label(ByteView nsid) {
  const auto printable = [](std::uint8_t byte) { return byte >= 0x20 && byte < 0x7f; };
  if (!std::ranges::all_of(nsid, printable)) return hex_label(nsid);
  return std::string(as_text(nsid.first(std::min(nsid.size(), label_bytes_max))));
}

std::string name_label(std::string_view name, std::size_t bytes_max) {
  ByteView rest = as_bytes(name);
  std::size_t fit = 0;
  while (!rest.empty()) {
    const Character next = take_character(rest);
    if (next.length == 0 || disturbs(next.code)) return hex_label(as_bytes(name), bytes_max);
    const std::size_t end = name.size() - rest.size() + next.length;
    if (end <= bytes_max) fit = end;
    rest = rest.subspan(next.length);
  }
  return std::string(name.substr(0, fit));
}

}  // namespace tocsin::collector
