#include "probes/inclusion/promise.h"

#include "core/crypto/sha256.h"
#include "core/entry/entry.h"

namespace tocsin::probe {

Result<Promise> promise_from(ByteView envelope,
                             ByteView acknowledgement,
                             const entry::LogKeys& log_keys) {
  auto word = log_keys.open_acknowledgement(acknowledgement);
  if (!word) return tl::unexpected(word.error());
  if (word->envelope != crypto::sha256(envelope)) return fail("it acknowledges another batch");
  return Promise{.word = std::move(*word),
                 .acknowledgement = {acknowledgement.begin(), acknowledgement.end()},
                 .entry = entry::encode({entry::Kind::batch, envelope})};
}

}  // namespace tocsin::probe
