#include "core/crypto/sha256.h"

#include <openssl/evp.h>

#include "core/base/check.h"

namespace tocsin::crypto {
namespace {

// Found once: looking for it takes longer than hashing a short text.
const EVP_MD* algorithm() {
  static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
  return found;
}

void start(evp_md_ctx_st* context) {
  check(EVP_DigestInit_ex(context, algorithm(), nullptr) == 1, "SHA-256 is available");
}

}  // namespace

Digest sha256(ByteView bytes) {
  Digest digest;
  const int done =
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, algorithm(), nullptr);
  check(done == 1, "SHA-256 is available");
  return digest;
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  start(context_.get());
}

Sha256& Sha256::update(ByteView bytes) {
  check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, "SHA-256 takes bytes");
  return *this;
}

Digest Sha256::finish() {
  Digest digest;
  check(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1, "SHA-256 finishes");
  start(context_.get());
  return digest;
}

}  // namespace tocsin::crypto
