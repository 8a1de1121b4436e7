#include "core/bundle/contents.h"

#include <algorithm>

#include "core/base/hex.h"
#include "core/crypto/sha256.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/tile.h"

namespace tocsin::bundle {
namespace {

constexpr std::string_view single_files[] = {claim_path,
                                             before_path,
                                             after_path,
                                             consistency_path,
                                             stamped_path,
                                             stamped_proof_path,
                                             policy_path,
                                             report_path,
                                             verify_path};
constexpr std::string_view object_folder = "object/";
constexpr std::string_view entry_folder = "entry/";
constexpr std::string_view token_folder = "token/";
constexpr std::string_view proof_ending = ".tlog-proof";

bool is_object_path(std::string_view path) {
  if (!path.starts_with(object_folder)) return false;
  const auto digits = path.substr(object_folder.size());
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return digits.size() == 2 * sizeof(Digest) && std::ranges::all_of(digits, is_digit);
}

std::optional<std::uint64_t> index_from(std::string_view text) {
  const auto index = tlog::parse_decimal(text);
  return index && *index >> 63 == 0 ? index : std::nullopt;
}

bool is_entry_path(std::string_view path) {
  if (!path.starts_with(entry_folder)) return false;
  path.remove_prefix(entry_folder.size());
  if (path.ends_with(proof_ending)) path.remove_suffix(proof_ending.size());
  return index_from(path).has_value();
}

bool is_tile_path(std::string_view path) {
  const auto parsed = tlog::parse_tile_path(path);
  if (!parsed) return false;
  return parsed->of == tlog::TilePath::Of::entries ||
         (parsed->tile.level > 0 && parsed->tile.width < tlog::tile_width);
}

}  // namespace

std::string object_path(const Digest& digest) {
  return std::string(object_folder) + to_hex(digest);
}

std::string entry_path(std::uint64_t index) {
  return std::string(entry_folder) + std::to_string(index);
}

std::string proof_path(std::uint64_t index) {
  return entry_path(index) + std::string(proof_ending);
}

std::string token_path(std::uint64_t index) {
  return std::string(token_folder) + std::to_string(index);
}

std::optional<std::uint64_t> token_index(std::string_view path) {
  if (!path.starts_with(token_folder)) return std::nullopt;
  return index_from(path.substr(token_folder.size()));
}

bool is_bundle_path(std::string_view path) {
  return std::ranges::count(single_files, path) == 1 || is_object_path(path) ||
         is_entry_path(path) || is_tile_path(path) || token_index(path);
}

std::string manifest_of(const Contents& contents) {
  std::string lines;
  for (const auto& [path, bytes] : contents) {
    lines += to_hex(crypto::sha256(bytes)) + "  " + path + "\n";
  }
  return lines;
}

}  // namespace tocsin::bundle
