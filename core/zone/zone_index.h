// A verified zone made ready to judge replies by: each RRset under its name and type, and the keys
// that sign. Built once for a zone, never changed: may be shared by threads. Zones that follow one
// another have nearly all sets in common: built beside each other they share those.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "core/zone/rrset.h"
#include "core/zone/signing_key.h"
#include "core/zone/verified_zone.h"

namespace tocsin::zone {

// Whether the zone's keepers sign a set: all that is their own, and of a delegation its DS and NSEC
// (RFC 4035 section 2.2).
enum class Signing : std::uint8_t { unsigned_set, signed_set };

struct IndexedRrset {
  Rrset rrset;
  Signing signing{};
};

class ZoneIndex {
 public:
  explicit ZoneIndex(const VerifiedZone& zone, const ZoneIndex* beside = nullptr);

  std::uint32_t serial() const { return serial_; }

  // RRSIG records are no set of their own here. The owner is in lower case; nullptr for none.
  const IndexedRrset* find(const dns::Name& owner, dns::Type type) const;

  // Without those that are revoked or that are no zone keys.
  const std::vector<SigningKey>& keys() const { return keys_; }

 private:
  using Rrsets = std::unordered_map<std::string, std::shared_ptr<const IndexedRrset>>;

  void add(std::string key, IndexedRrset set, const ZoneIndex* beside);

  std::uint32_t serial_ = 0;
  Rrsets rrsets_;
  std::vector<SigningKey> keys_;
};

}  // namespace tocsin::zone
