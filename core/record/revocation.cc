#include "core/record/revocation.h"

#include "core/base/check.h"
#include "core/record/attestation.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

namespace key {
enum : std::uint64_t { country = 1, probe_key, from, reason };
}  // namespace key

constexpr std::size_t field_count = key::reason + 1;

Bytes encode(const Revocation& revocation) {
  cbor::Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::country, revocation.country);
  put_field(out, key::probe_key, revocation.key);
  put_field(out, key::from, revocation.from);
  put_field(out, key::reason, revocation.reason);
  return std::move(out).finish();
}

Result<Revocation, StatementFault> decode(ByteView content) {
  Revocation revocation;
  cbor::Decoder in(content);
  in.enter_map();
  take_version(in);
  in.key(key::country);
  revocation.country = in.take_text(2);
  if (!is_country_code(revocation.country)) in.refuse(cbor::Fault::unacceptable);
  in.key(key::probe_key);
  revocation.key = in.take_exactly<32>();
  in.key(key::from);
  revocation.from = take_wall(in);
  in.key(key::reason);
  revocation.reason = in.take_text(network_name_bytes_max);
  in.leave();
  if (!in.finish()) return fail_with(StatementFault::malformed);
  return revocation;
}

}  // namespace

Bytes sign(const Revocation& revocation, const crypto::SigningKey& country_key) {
  check(is_country_code(revocation.country), "a country has two letters");
  return sign_statement(country_key, revocation_content_type, encode(revocation));
}

Result<Revocation, StatementFault> open_revocation(ByteView bytes,
                                                   const crypto::PublicKey& country_key) {
  const auto content = open_statement(bytes, revocation_content_type, country_key);
  if (!content) return fail_with(content.error());
  return decode(*content);
}

Result<Revocation, StatementFault> peek_revocation(ByteView bytes) {
  const auto content = peek_statement(bytes, revocation_content_type);
  if (!content) return fail_with(content.error());
  return decode(*content);
}

}  // namespace tocsin::record
