// An envelope with its signature, in two types that cannot be confused: what somebody sent, and
// what a known key has signed. The bytes are kept as they came; everything else is derived from
// them.
#pragma once

#include <optional>

#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/crypto/ed25519.h"
#include "core/record/envelope.h"

namespace tocsin::record {

inline constexpr std::string_view envelope_content_type = "application/tocsin-envelope+cbor";

// Well formed, and **nobody has checked who wrote it**.
class SignedEnvelope {
 public:
  static Result<SignedEnvelope, cbor::DecodeError> decode(Bytes bytes);

  // What it claims. Good for finding the key that has to verify it, and for nothing else.
  const Envelope& claim() const { return envelope_; }
  const Bytes& bytes() const { return bytes_; }

 private:
  SignedEnvelope(Bytes bytes, Envelope envelope)
      : bytes_(std::move(bytes)), envelope_(std::move(envelope)) {}

  friend class VerifiedEnvelope;

  Bytes bytes_;
  Envelope envelope_;
};

// Signed by the key that it was verified with, or by us.
class VerifiedEnvelope {
 public:
  static std::optional<VerifiedEnvelope> verify(SignedEnvelope envelope,
                                                const crypto::PublicKey& key);
  static VerifiedEnvelope sign(Envelope envelope, const crypto::SigningKey& key);

  const Envelope& envelope() const { return envelope_; }
  const Bytes& bytes() const { return bytes_; }
  // SHA-256 of the bytes: what the next envelope names as `previous`, and acknowledgements name.
  const Digest& digest() const { return digest_; }

 private:
  VerifiedEnvelope(Bytes bytes, Envelope envelope);

  Bytes bytes_;
  Envelope envelope_;
  Digest digest_;
};

// SHA-256 of an envelope's signed bytes.
Digest envelope_digest(ByteView signed_bytes);

ProbeId probe_id_of(const crypto::PublicKey& first_key);

}  // namespace tocsin::record
