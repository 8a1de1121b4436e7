#include "core/crypto/ed25519.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "core/base/check.h"
#include "core/crypto/handle.h"

namespace tocsin::crypto {
namespace {

using DigestContext = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using Key = Handle<EVP_PKEY, EVP_PKEY_free>;

PublicKey public_key_of(const PrivateKey& key) {
  PublicKey bytes;
  std::size_t size = bytes.size();
  const int done = EVP_PKEY_get_raw_public_key(key.get(), bytes.data(), &size);
  check(done == 1 && size == bytes.size(), "an Ed25519 key has 32 public bytes");
  return bytes;
}

}  // namespace

bool verify(const PublicKey& key, ByteView message, const Signature& signature) {
  const Key opened(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  const DigestContext context(EVP_MD_CTX_new());
  check(opened != nullptr && context != nullptr, "memory to verify with");
  if (EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, opened.get()) != 1) {
    return false;
  }
  return EVP_DigestVerify(
             context.get(), signature.data(), signature.size(), message.data(), message.size()) ==
         1;
}

SigningKey::SigningKey(PrivateKey key) : key_(std::move(key)), public_key_(public_key_of(key_)) {}

SigningKey SigningKey::from_seed(const Seed& seed) {
  PrivateKey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  check(key != nullptr, "any 32 bytes are an Ed25519 key");
  return SigningKey(std::move(key));
}

SigningKey SigningKey::generate(Entropy& entropy) {
  Seed seed;
  entropy.fill(seed);
  auto key = from_seed(seed);
  OPENSSL_cleanse(seed.data(), seed.size());
  return key;
}

Result<SigningKey> SigningKey::from_pem(std::string_view pem,
                                        std::optional<std::string_view> passphrase) {
  auto key = private_key_from_pem(pem, passphrase);
  if (!key) return tl::unexpected(std::move(key.error()));
  if (EVP_PKEY_get_base_id(key->get()) != EVP_PKEY_ED25519) return fail("not an Ed25519 key");
  return SigningKey(std::move(*key));
}

Signature SigningKey::sign(ByteView message) const {
  Signature signature;
  std::size_t size = signature.size();
  const DigestContext context(EVP_MD_CTX_new());
  const bool done =
      context != nullptr &&
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
      EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1;
  check(done && size == signature.size(), "an Ed25519 key signs");
  return signature;
}

}  // namespace tocsin::crypto
