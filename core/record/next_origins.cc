#include "core/record/next_origins.h"

#include <algorithm>

#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

namespace key {
enum : std::uint64_t { origins = 1, at };
}  // namespace key

constexpr std::size_t field_count = key::at + 1;

NextOrigin take_next(cbor::Decoder& in) {
  NextOrigin next;
  in.enter_array_of(3);
  next.origin = in.take_text(origin_bytes_max);
  if (!is_origin(next.origin)) in.refuse(cbor::Fault::unacceptable);
  next.key = in.take_exactly<32>();
  next.from = take_wall(in);
  in.leave();
  return next;
}

bool follows(const NextOrigin& next, const std::vector<NextOrigin>& before) {
  if (before.empty()) return true;
  const bool is_new = std::ranges::find(before, next.origin, &NextOrigin::origin) == before.end();
  return is_new && before.back().from <= next.from;
}

}  // namespace

bool is_origin(std::string_view text) {
  const auto is_fit = [](char c) { return c > ' ' && c <= '~' && c != '+'; };
  return !text.empty() && text.size() <= origin_bytes_max && std::ranges::all_of(text, is_fit);
}

Bytes encode(const NextOrigins& said) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  out.uint(key::origins).array(said.origins.size());
  for (const auto& next : said.origins) {
    out.array(3).text(next.origin).bytes(next.key).integer(next.from.since_epoch.count());
  }
  put_field(out, key::at, said.at);
  return std::move(out).finish();
}

Result<NextOrigins, cbor::DecodeError> decode_next_origins(ByteView bytes) {
  NextOrigins said;
  cbor::Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(key::origins);
  const auto count = in.enter_array(next_origins_max);
  if (count == 0) in.refuse(cbor::Fault::out_of_range);
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    auto next = take_next(in);
    if (!follows(next, said.origins)) in.refuse(cbor::Fault::unacceptable);
    said.origins.push_back(std::move(next));
  }
  in.leave();
  in.key(key::at);
  said.at = take_wall(in);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return said;
}

}  // namespace tocsin::record
