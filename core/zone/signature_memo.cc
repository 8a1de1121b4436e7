#include "core/zone/signature_memo.h"

#include <cstring>

namespace tocsin::zone {

// A digest is as good a hash as there is.
std::size_t SignatureMemo::Hash::operator()(const Digest& digest) const {
  std::size_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof hash);
  return hash;
}

std::optional<Mathematics> SignatureMemo::find(const Digest& digest) {
  if (const auto found = young_.find(digest); found != young_.end()) return found->second;
  if (const auto found = old_.find(digest); found != old_.end()) {
    const auto mathematics = found->second;
    remember(digest, mathematics);  // it is still in use
    return mathematics;
  }
  ++misses_;
  return std::nullopt;
}

void SignatureMemo::remember(const Digest& digest, Mathematics found) {
  if (young_.size() >= half_) {
    old_ = std::move(young_);
    young_ = {};
  }
  young_.insert_or_assign(digest, found);
}

}  // namespace tocsin::zone
