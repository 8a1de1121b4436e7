#include "core/crypto/public_key_text.h"

#include <algorithm>

#include "core/base/base64.h"
#include "core/base/hex.h"

namespace tocsin::crypto {

std::string to_text(const PublicKey& key) {
  return to_base64(key);
}

// 64 digits are never Base64 of 32 bytes, which has 44, so no text means two keys.
std::optional<PublicKey> public_key_from(std::string_view text) {
  auto bytes = from_hex(text);
  if (!bytes) bytes = from_base64(text);
  PublicKey key;
  if (!bytes || bytes->size() != key.size()) return std::nullopt;
  std::ranges::copy(*bytes, key.begin());
  return key;
}

}  // namespace tocsin::crypto
