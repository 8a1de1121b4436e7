// Ed25519 (RFC 8032, pure): what probes, countries and logs sign with.
#pragma once

#include "core/base/bytes.h"
#include "core/base/entropy.h"
#include "core/base/result.h"
#include "core/crypto/private_key.h"

namespace tocsin::crypto {

using PublicKey = ByteArray<32>;
using Seed = ByteArray<32>;
using Signature = ByteArray<64>;

bool verify(const PublicKey& key, ByteView message, const Signature& signature);

// A key pair. Signing changes nothing in it, so threads may share one.
class SigningKey {
 public:
  static SigningKey from_seed(const Seed& seed);
  static SigningKey generate(Entropy& entropy);
  static Result<SigningKey> from_pem(std::string_view pem,
                                     std::optional<std::string_view> passphrase = std::nullopt);

  const PublicKey& public_key() const { return public_key_; }
  Signature sign(ByteView message) const;

  std::string to_pem() const { return crypto::to_pem(key_); }
  std::string to_encrypted_pem(std::string_view passphrase) const {
    return crypto::to_encrypted_pem(key_, passphrase);
  }

 private:
  explicit SigningKey(PrivateKey key);

  PrivateKey key_;
  PublicKey public_key_;
};

}  // namespace tocsin::crypto
