#include "core/record/commitment.h"

#include "core/crypto/sha256.h"

namespace tocsin::record {

Opening opening_of(PrivateField field, Bytes value, Entropy& entropy) {
  Opening opening{.field = field, .salt = {}, .value = std::move(value)};
  entropy.fill(opening.salt);
  return opening;
}

Commitment commit(const Opening& opening) {
  const auto number = static_cast<std::uint8_t>(opening.field);
  crypto::Sha256 hash;
  hash.update({&number, 1}).update(opening.salt).update(opening.value);
  return {opening.field, hash.finish()};
}

}  // namespace tocsin::record
