#include "core/crypto/tls_key.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

#include <array>

#include "core/base/check.h"

namespace tocsin::crypto {

TlsKey TlsKey::generate() {
  PrivateKey key(EVP_EC_gen(SN_X9_62_prime256v1));
  check(key != nullptr, "a P-256 key can be made");
  return TlsKey(std::move(key));
}

Result<TlsKey> TlsKey::from_pem(std::string_view pem, std::optional<std::string_view> passphrase) {
  auto key = private_key_from_pem(pem, passphrase);
  if (!key) return tl::unexpected(std::move(key.error()));
  if (!is_p256(key->get())) return fail("not a P-256 key");
  return TlsKey(std::move(*key));
}

bool is_p256(evp_pkey_st* key) {
  if (EVP_PKEY_get_base_id(key) != EVP_PKEY_EC) return false;
  std::array<char, 64> group{};
  std::size_t size = 0;
  if (EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) != 1) return false;
  return std::string_view(group.data(), size) == SN_X9_62_prime256v1;
}

}  // namespace tocsin::crypto
