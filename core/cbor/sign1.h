// COSE_Sign1 with Ed25519 (RFC 9052 section 4.2, RFC 9053 section 2.2), in exactly one form: tag
// 18, a protected header {1: -8 (EdDSA), 3: content type}, an empty unprotected header, the payload
// inside. The content type is signed, so that a signature of one kind of statement never passes as
// another. docs/formats/cose.md has the bytes.
#pragma once

#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/crypto/ed25519.h"

namespace tocsin::cbor {

inline constexpr std::size_t content_type_max = 64;

Bytes sign1(const crypto::SigningKey& key, std::string_view content_type, ByteView payload);

// Taken apart, its signature **not verified**. The views point into the bytes it was decoded from.
struct Sign1 {
  std::string_view content_type;
  ByteView protected_header;
  ByteView payload;
  crypto::Signature signature{};
};

Result<Sign1, DecodeError> decode_sign1(ByteView bytes, std::size_t payload_max);

bool verify(const Sign1& sign1, const crypto::PublicKey& key);

}  // namespace tocsin::cbor
