#include "core/record/next_origins.h"

#include <algorithm>
#include <set>

#include "core/record/layout.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

// Ascending, each once.
bool follow_one_another(const std::vector<NextOrigin>& origins) {
  std::set<std::string_view> names;
  for (const auto& next : origins) names.insert(next.origin);
  return names.size() == origins.size() && std::ranges::is_sorted(origins, {}, &NextOrigin::from);
}

constexpr auto layout = [](auto& map, auto& said) {
  map.rows(said.origins, next_origins_max, [](auto& row, auto& next) {
    row(next.origin, origin_bytes_max);
    row.require(is_origin(next.origin));
    row(next.key);
    row(next.from);
  });
  map.require(!said.origins.empty(), cbor::Fault::out_of_range);
  map.require(follow_one_another(said.origins));
  map(said.at);
};

}  // namespace

bool is_origin(std::string_view text) {
  const auto is_fit = [](char c) { return c > ' ' && c <= '~' && c != '+'; };
  return !text.empty() && text.size() <= origin_bytes_max && std::ranges::all_of(text, is_fit);
}

Bytes encode(const NextOrigins& said) {
  return encode_map(said, layout);
}

Result<NextOrigins, cbor::DecodeError> decode_next_origins(ByteView bytes) {
  return decode_map<NextOrigins>(bytes, layout);
}

}  // namespace tocsin::record
