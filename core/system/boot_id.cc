#include "core/system/boot_id.h"

#include <algorithm>
#include <fstream>

#include "core/base/hex.h"

namespace tocsin::system {
namespace {

constexpr const char* path = "/proc/sys/kernel/random/boot_id";

}  // namespace

std::optional<ByteArray<16>> boot_id_from(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() != shape.size()) return std::nullopt;
  std::string digits;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 'x') digits += text[i];
    if (shape[i] == '-' && text[i] != '-') return std::nullopt;
  }
  const auto bytes = from_hex(digits);
  if (!bytes) return std::nullopt;
  ByteArray<16> id{};
  std::ranges::copy(*bytes, id.begin());
  return id;
}

Result<ByteArray<16>> boot_id() {
  std::ifstream file(path);
  std::string text;
  if (!std::getline(file, text)) return fail(std::string("cannot read ") + path);
  const auto id = boot_id_from(text);
  if (!id) return fail(std::string(path) + " does not hold a UUID: " + text);
  return *id;
}

}  // namespace tocsin::system
