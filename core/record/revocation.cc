#include "core/record/revocation.h"

#include "core/base/check.h"
#include "core/record/attestation.h"
#include "core/record/limits.h"
#include "core/record/statement_layout.h"

namespace tocsin::record {
namespace {

constexpr auto layout = [](auto& map, auto& revocation) {
  map(revocation.country, 2);
  map.require(is_country_code(revocation.country));
  map(revocation.key);
  map(revocation.from);
  map(revocation.reason, network_name_bytes_max);
};

}  // namespace

Bytes sign(const Revocation& revocation, const crypto::SigningKey& country_key) {
  check(is_country_code(revocation.country), "a country has two letters");
  return sign_statement(country_key, revocation_content_type, encode_map(revocation, layout));
}

Result<Revocation, StatementFault> open_revocation(ByteView bytes,
                                                   const crypto::PublicKey& country_key) {
  return read_content<Revocation>(open_statement(bytes, revocation_content_type, country_key),
                                  layout);
}

Result<Revocation, StatementFault> peek_revocation(ByteView bytes) {
  return read_content<Revocation>(peek_statement(bytes, revocation_content_type), layout);
}

}  // namespace tocsin::record
