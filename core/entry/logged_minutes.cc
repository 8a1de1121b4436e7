#include "core/entry/logged_minutes.h"

#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::entry {
namespace {

using namespace record;

namespace key {
enum : std::uint64_t { plan = 1, first, next, results, results_bytes, at };
}  // namespace key

constexpr std::size_t field_count = key::at + 1;

}  // namespace

Bytes encode(const LoggedMinutes& logged) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::plan, std::string_view(logged.plan));
  put_field(out, key::first, logged.first);
  put_field(out, key::next, logged.next);
  put_field(out, key::results, logged.results.digest);
  put_field(out, key::results_bytes, logged.results.bytes);
  put_field(out, key::at, logged.at);
  return std::move(out).finish();
}

Result<LoggedMinutes, cbor::DecodeError> decode_logged_minutes(ByteView bytes) {
  LoggedMinutes logged;
  cbor::Decoder in(bytes);
  in.enter_map();
  take_version(in);
  in.key(key::plan);
  logged.plan = in.take_text(plan_name_bytes_max);
  in.key(key::first);
  logged.first = in.take<std::uint64_t>();
  in.key(key::next);
  logged.next = in.take<std::uint64_t>();
  if (logged.next <= logged.first) in.refuse(cbor::Fault::unacceptable);
  in.key(key::results);
  logged.results.digest = in.take_exactly<32>();
  in.key(key::results_bytes);
  logged.results.bytes = in.take<std::uint64_t>();
  in.key(key::at);
  logged.at = take_wall(in);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return logged;
}

}  // namespace tocsin::entry
