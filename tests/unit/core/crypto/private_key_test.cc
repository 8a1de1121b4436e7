#include "core/crypto/private_key.h"

#include <gtest/gtest.h>

#include "core/crypto/ed25519.h"
#include "core/crypto/tls_key.h"
#include "tests/unit/core/crypto/counting_entropy.h"

namespace tocsin::crypto {
namespace {

SigningKey some_key() {
  CountingEntropy entropy;
  return SigningKey::generate(entropy);
}

TEST(PrivateKeyText, ComesBackTheSameKey) {
  const auto key = some_key();
  const auto read = SigningKey::from_pem(key.to_pem());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->public_key(), key.public_key());
}

TEST(PrivateKeyText, EncryptedOpensWithItsPassphraseOnly) {
  const auto key = some_key();
  const auto pem = key.to_encrypted_pem("correct horse");
  EXPECT_TRUE(needs_passphrase(pem));
  EXPECT_EQ(SigningKey::from_pem(pem, "correct horse").value().public_key(), key.public_key());
  EXPECT_EQ(SigningKey::from_pem(pem, "battery").error().text,
            "the private key does not open with this passphrase");
  EXPECT_EQ(SigningKey::from_pem(pem).error().text, "the private key needs a passphrase");
}

TEST(PrivateKeyText, PlainNeedsNoPassphraseAndMindsNone) {
  const auto pem = some_key().to_pem();
  EXPECT_FALSE(needs_passphrase(pem));
  EXPECT_TRUE(SigningKey::from_pem(pem, "unused").has_value());
}

TEST(PrivateKeyText, OfTheOtherKindIsRefused) {
  EXPECT_EQ(SigningKey::from_pem(TlsKey::generate().to_pem()).error().text, "not an Ed25519 key");
  EXPECT_EQ(TlsKey::from_pem(some_key().to_pem()).error().text, "not a P-256 key");
}

TEST(PrivateKeyText, CutShortAnywhereIsRefused) {
  const auto pem = some_key().to_pem();
  const auto end = pem.find("-----END");
  for (std::size_t size = 0; size < end; ++size) {
    EXPECT_FALSE(SigningKey::from_pem(std::string_view(pem).substr(0, size))) << size;
  }
}

}  // namespace
}  // namespace tocsin::crypto
