// The key behind a TLS certificate: ECDSA on P-256, which every TLS library speaks. Its randomness
// is libcrypto's own. It never signs anything that is kept: identity is SigningKey's.
#pragma once

#include "core/crypto/private_key.h"

namespace tocsin::crypto {

class TlsKey {
 public:
  static TlsKey generate();
  static Result<TlsKey> from_pem(std::string_view pem,
                                 std::optional<std::string_view> passphrase = std::nullopt);

  std::string to_pem() const { return crypto::to_pem(key_); }
  evp_pkey_st* get() const { return key_.get(); }

 private:
  explicit TlsKey(PrivateKey key) : key_(std::move(key)) {}

  PrivateKey key_;
};

// Whether libcrypto's key is one that certificates of ours may hold.
bool is_p256(evp_pkey_st* key);

}  // namespace tocsin::crypto
