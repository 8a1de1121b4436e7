#include "core/record/opt_out.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/record/address_codec.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using cbor::Fault;

namespace key {
enum : std::uint64_t { name = 1, operator_key, addresses, queries_per_second, from, until };
}  // namespace key

constexpr std::size_t field_count = key::until + 1;

bool ascends(const std::vector<plan::Address>& addresses) {
  return std::ranges::adjacent_find(addresses, std::ranges::greater_equal{}) == addresses.end();
}

Bytes encode(const OptOut& opt_out) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::name, opt_out.name_of_operator);
  put_field(out, key::operator_key, opt_out.key);
  out.uint(key::addresses).array(opt_out.addresses.size());
  for (const auto& address : opt_out.addresses) out.bytes(bytes_of(address));
  put_field(out, key::queries_per_second, opt_out.queries_per_second);
  put_field(out, key::from, opt_out.from);
  put_field(out, key::until, opt_out.until);
  return std::move(out).finish();
}

Result<OptOut, StatementFault> decode(ByteView content) {
  OptOut opt_out;
  cbor::Decoder in(content);
  in.enter_map();
  take_version(in);
  in.key(key::name);
  opt_out.name_of_operator = in.take_text(network_name_bytes_max);
  in.key(key::operator_key);
  opt_out.key = in.take_exactly<32>();
  in.key(key::addresses);
  opt_out.addresses.resize(in.enter_array(opt_out_addresses_max));
  for (auto& address : opt_out.addresses) address = take_address(in);
  in.leave();
  in.key(key::queries_per_second);
  opt_out.queries_per_second = in.take<std::uint32_t>();
  in.key(key::from);
  opt_out.from = take_wall(in);
  in.key(key::until);
  opt_out.until = take_wall(in);
  in.leave();
  const bool means_something =
      !opt_out.addresses.empty() && ascends(opt_out.addresses) && opt_out.from < opt_out.until;
  if (!in.failed() && !means_something) in.refuse(Fault::unacceptable);
  if (!in.finish()) return fail_with(StatementFault::malformed);
  return opt_out;
}

}  // namespace

Bytes sign(const OptOut& opt_out, const crypto::SigningKey& operator_key) {
  check(opt_out.key == operator_key.public_key(), "an opt-out names the key that signs it");
  return sign_statement(operator_key, opt_out_content_type, encode(opt_out));
}

Result<OptOut, StatementFault> open_opt_out(ByteView bytes) {
  const auto claimed = peek_statement(bytes, opt_out_content_type);
  if (!claimed) return fail_with(claimed.error());
  const auto opt_out = decode(*claimed);
  if (!opt_out) return opt_out;
  if (auto opened = open_statement(bytes, opt_out_content_type, opt_out->key); !opened) {
    return fail_with(opened.error());
  }
  return opt_out;
}

}  // namespace tocsin::record
