// A private key of libcrypto, and its text form: PKCS #8 in PEM (RFC 5958, RFC 7468), encrypted
// where a passphrase is given (PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC, RFC 8018). What the
// key may be used for is said by the types that hold one: SigningKey and TlsKey.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

struct evp_pkey_st;

namespace tocsin::crypto {

struct FreePrivateKey {
  void operator()(evp_pkey_st* key) const;
};
using PrivateKey = std::unique_ptr<evp_pkey_st, FreePrivateKey>;

std::string to_pem(const PrivateKey& key);
std::string to_encrypted_pem(const PrivateKey& key, std::string_view passphrase);

// Never asks at a terminal: an encrypted key without a passphrase is an error that says so.
Result<PrivateKey> private_key_from_pem(std::string_view pem,
                                        std::optional<std::string_view> passphrase);

// Whether the text is a key that cannot be read without a passphrase.
bool needs_passphrase(std::string_view pem);

}  // namespace tocsin::crypto
