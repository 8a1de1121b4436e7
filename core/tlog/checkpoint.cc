#include "core/tlog/checkpoint.h"

#include <algorithm>
#include <charconv>

#include "core/base/base64.h"
#include "core/tlog/lines.h"
#include "core/tlog/merkle_hash.h"

namespace tocsin::tlog {

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (std::to_string(value) != text) return std::nullopt;
  return value;
}

std::optional<Digest> parse_hash(std::string_view base64) {
  const auto bytes = from_base64(base64);
  if (!bytes || bytes->size() != sizeof(Digest)) return std::nullopt;
  Digest hash;
  std::ranges::copy(*bytes, hash.begin());
  return hash;
}

std::string encode(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.tree.size) + "\n" +
         to_base64(checkpoint.tree.root) + "\n";
}

Result<Checkpoint> parse_checkpoint_lines(std::string_view text) {
  Lines lines(text);
  const auto origin = lines.next();
  const auto size = parse_decimal(lines.next().value_or(""));
  const auto root = parse_hash(lines.next().value_or(""));
  if (!origin || origin->empty()) return fail("checkpoint has no origin");
  if (!size || *size >> 63 != 0) return fail("checkpoint's size is no size of a tree");
  if (!root) return fail("checkpoint's root is no hash");
  if (!lines.at_end()) return fail("checkpoint has more than three lines");
  return Checkpoint{std::string(*origin), {*size, *root}};
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  auto checkpoint = parse_checkpoint_lines(text);
  if (checkpoint && checkpoint->tree.size == 0 && checkpoint->tree.root != empty_root()) {
    return fail("checkpoint of an empty tree has a root");
  }
  return checkpoint;
}

}  // namespace tocsin::tlog
