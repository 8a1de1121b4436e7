#include "core/crypto/private_key.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <algorithm>

#include "core/crypto/bio.h"

namespace tocsin::crypto {
namespace {

constexpr int pbkdf2_iterations = 600'000;  // OWASP's figure for PBKDF2-HMAC-SHA-256
constexpr std::string_view encrypted_label = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

// libcrypto's way to ask for a passphrase. Nothing given is an empty answer and not a question.
int answer_passphrase(char* out, int size, int, void* given) {
  const auto* passphrase = static_cast<const std::optional<std::string_view>*>(given);
  if (!*passphrase || (*passphrase)->size() > static_cast<std::size_t>(size)) return -1;
  std::ranges::copy(**passphrase, out);
  return static_cast<int>((*passphrase)->size());
}

}  // namespace

void FreePrivateKey::operator()(evp_pkey_st* key) const {
  EVP_PKEY_free(key);
}

std::string to_pem(const PrivateKey& key) {
  return written_by([&](BIO* bio) {
    return PEM_write_bio_PKCS8PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

std::string to_encrypted_pem(const PrivateKey& key, std::string_view passphrase) {
  const Handle<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free> plain(EVP_PKEY2PKCS8(key.get()));
  const Handle<X509_SIG, X509_SIG_free> encrypted(PKCS8_encrypt(-1,
                                                                EVP_aes_256_cbc(),
                                                                passphrase.data(),
                                                                static_cast<int>(passphrase.size()),
                                                                nullptr,
                                                                0,
                                                                pbkdf2_iterations,
                                                                plain.get()));
  check(encrypted != nullptr, "a private key can be encrypted");
  return written_by([&](BIO* bio) { return PEM_write_bio_PKCS8(bio, encrypted.get()); });
}

Result<PrivateKey> private_key_from_pem(std::string_view pem,
                                        std::optional<std::string_view> passphrase) {
  if (needs_passphrase(pem) && !passphrase) return fail("the private key needs a passphrase");
  const auto bio = bio_over(pem);
  PrivateKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, answer_passphrase, &passphrase));
  if (key) return key;
  if (needs_passphrase(pem)) return fail("the private key does not open with this passphrase");
  return fail("not a private key in PEM");
}

bool needs_passphrase(std::string_view pem) {
  return pem.find(encrypted_label) != std::string_view::npos;
}

}  // namespace tocsin::crypto
