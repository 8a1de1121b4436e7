// A key with which a verified zone's records may be signed. Copies share one object, which is never
// changed.
#pragma once

#include <cstdint>
#include <memory>

#include "core/base/digest.h"

namespace tocsin::zone {

struct KeyObject;  // ldns' view of it, for core/zone alone

// What a key may vouch for: a trust anchor's key for the set of keys too.
enum class KeyRole : std::uint8_t { zone, anchored };

struct SigningKey {
  std::uint16_t tag = 0;
  std::uint8_t algorithm = 0;
  KeyRole role = KeyRole::zone;
  Digest digest{};  // of its data
  std::shared_ptr<const KeyObject> object;
};

}  // namespace tocsin::zone
