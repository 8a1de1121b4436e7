#include "core/entry/log_keys.h"

#include "core/record/signed_acknowledgement.h"

namespace tocsin::entry {

const crypto::PublicKey& LogKeys::of(std::string_view origin) const {
  const auto* announced = known_->announced.find(origin);
  return announced == nullptr ? known_->told : announced->key;
}

Result<record::Acknowledgement> LogKeys::open_acknowledgement(ByteView bytes) const {
  const auto claim = record::peek_acknowledgement(bytes);
  if (!claim) return fail("the acknowledgement is " + std::string(name_of(claim.error())));
  auto word = record::open_acknowledgement(bytes, of(claim->origin));
  if (!word)
    return fail("the acknowledgement does not verify: " + std::string(name_of(word.error())));
  const auto* announced = known_->announced.find(word->origin);
  if (announced != nullptr && word->at < announced->from) {
    return fail("the acknowledgement is dated before its log was to begin");
  }
  return std::move(*word);
}

}  // namespace tocsin::entry
