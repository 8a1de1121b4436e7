#include "core/tlog/verifier_key.h"

#include "core/base/base64.h"
#include "core/base/hex.h"
#include "core/crypto/sha256.h"

namespace tocsin::tlog {

VerifierKey verifier_key(std::string name, Algorithm algorithm, const crypto::PublicKey& key) {
  return {std::move(name), algorithm, Bytes(key.begin(), key.end())};
}

KeyId key_id(const VerifierKey& key) {
  const ByteArray<2> separator{'\n', static_cast<std::uint8_t>(key.algorithm)};
  crypto::Sha256 hash;
  const auto digest = hash.update(as_bytes(key.name)).update(separator).update(key.key).finish();
  KeyId id;
  std::copy_n(digest.begin(), id.size(), id.begin());
  return id;
}

std::string to_text(const VerifierKey& key) {
  Bytes bytes{static_cast<std::uint8_t>(key.algorithm)};
  append(bytes, key.key);
  return key.name + "+" + to_hex(key_id(key)) + "+" + to_base64(bytes);
}

Result<VerifierKey> parse_verifier_key(std::string_view text) {
  const auto name_end = text.find('+');
  const auto id_end = text.find('+', name_end == std::string_view::npos ? 0 : name_end + 1);
  if (name_end == std::string_view::npos || id_end == std::string_view::npos) {
    return fail("a verifier key is NAME+ID+KEY");
  }
  const auto bytes = from_base64(text.substr(id_end + 1));
  if (!bytes || bytes->size() < 2) return fail("a verifier key's key is Base64");
  const VerifierKey key{std::string(text.substr(0, name_end)),
                        static_cast<Algorithm>(bytes->front()),
                        Bytes(bytes->begin() + 1, bytes->end())};
  if (!is_key_name(key.name)) return fail("a verifier key's name has no spaces");
  if (to_text(key) != text) return fail("a verifier key's id is not that of its key");
  return key;
}

}  // namespace tocsin::tlog
