#include "core/record/signed_statement.h"

#include "core/cbor/sign1.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

Result<cbor::Sign1, StatementFault> take_apart(ByteView bytes, std::string_view content_type) {
  const auto sign1 = cbor::decode_sign1(bytes, statement_bytes_max);
  if (!sign1) return fail_with(StatementFault::malformed);
  if (sign1->content_type != content_type) return fail_with(StatementFault::other_kind);
  return *sign1;
}

}  // namespace

Bytes sign_statement(const crypto::SigningKey& key,
                     std::string_view content_type,
                     ByteView content) {
  return cbor::sign1(key, content_type, content);
}

Result<ByteView, StatementFault> open_statement(ByteView bytes,
                                                std::string_view content_type,
                                                const crypto::PublicKey& key) {
  const auto sign1 = take_apart(bytes, content_type);
  if (!sign1) return fail_with(sign1.error());
  if (!cbor::verify(*sign1, key)) return fail_with(StatementFault::bad_signature);
  return sign1->payload;
}

Result<ByteView, StatementFault> peek_statement(ByteView bytes, std::string_view content_type) {
  const auto sign1 = take_apart(bytes, content_type);
  if (!sign1) return fail_with(sign1.error());
  return sign1->payload;
}

}  // namespace tocsin::record
