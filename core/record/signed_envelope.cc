#include "core/record/signed_envelope.h"

#include <algorithm>

#include "core/cbor/sign1.h"
#include "core/crypto/sha256.h"
#include "core/record/envelope_codec.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

Result<cbor::Sign1, cbor::DecodeError> take_apart(ByteView bytes) {
  const auto sign1 = cbor::decode_sign1(bytes, signed_envelope_bytes_max);
  if (sign1 && sign1->content_type != envelope_content_type) {
    return fail_with(cbor::DecodeError{cbor::Fault::unacceptable, 0});
  }
  return sign1;
}

}  // namespace

Result<SignedEnvelope, cbor::DecodeError> SignedEnvelope::decode(Bytes bytes) {
  if (bytes.size() > signed_envelope_bytes_max) {
    return fail_with(cbor::DecodeError{cbor::Fault::too_long, 0});
  }
  const auto sign1 = take_apart(bytes);
  if (!sign1) return tl::unexpected(sign1.error());
  auto envelope = decode_envelope(sign1->payload);
  if (!envelope) {
    const auto payload_begin = static_cast<std::size_t>(sign1->payload.data() - bytes.data());
    return fail_with(
        cbor::DecodeError{envelope.error().fault, payload_begin + envelope.error().offset});
  }
  return SignedEnvelope(std::move(bytes), std::move(*envelope));
}

VerifiedEnvelope::VerifiedEnvelope(Bytes bytes, Envelope envelope)
    : bytes_(std::move(bytes)), envelope_(std::move(envelope)), digest_(envelope_digest(bytes_)) {}

std::optional<VerifiedEnvelope> VerifiedEnvelope::verify(SignedEnvelope envelope,
                                                         const crypto::PublicKey& key) {
  const auto sign1 = take_apart(envelope.bytes_);
  if (!sign1 || !cbor::verify(*sign1, key)) return std::nullopt;
  return VerifiedEnvelope(std::move(envelope.bytes_), std::move(envelope.envelope_));
}

VerifiedEnvelope VerifiedEnvelope::sign(Envelope envelope, const crypto::SigningKey& key) {
  auto bytes = cbor::sign1(key, envelope_content_type, encode_envelope(envelope));
  return {std::move(bytes), std::move(envelope)};
}

Digest envelope_digest(ByteView signed_bytes) {
  return crypto::sha256(signed_bytes);
}

ProbeId probe_id_of(const crypto::PublicKey& first_key) {
  const auto digest = crypto::sha256(first_key);
  ProbeId id;
  std::copy_n(digest.begin(), id.size(), id.begin());
  return id;
}

}  // namespace tocsin::record
