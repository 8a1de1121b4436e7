#include "probes/inclusion/promise.h"

#include "core/crypto/sha256.h"
#include "core/entry/entry.h"
#include "core/record/signed_acknowledgement.h"

namespace tocsin::probe {

Result<Promise> promise_from(ByteView envelope,
                             ByteView acknowledgement,
                             const crypto::PublicKey& log_key) {
  auto word = record::open_acknowledgement(acknowledgement, log_key);
  if (!word) return fail("the acknowledgement is " + std::string(name_of(word.error())));
  if (word->envelope != crypto::sha256(envelope)) return fail("it acknowledges another batch");
  return Promise{.word = std::move(*word),
                 .acknowledgement = {acknowledgement.begin(), acknowledgement.end()},
                 .entry = entry::encode({entry::Kind::batch, envelope})};
}

}  // namespace tocsin::probe
