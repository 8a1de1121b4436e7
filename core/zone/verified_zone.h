// A root zone that verify.h has found good at a certain time. Built once, never changed: may be
// shared by threads, and copied cheaply.
#pragma once

#include <string_view>

#include "core/base/time.h"
#include "core/zone/trust_anchors.h"
#include "core/zone/zone.h"

namespace tocsin::zone {

enum class ZonemdVerdict : std::uint8_t {
  verified,
  absent,       // and the NSEC chain says so
  unsupported,  // none of a scheme and hash that we know
};
std::string_view name_of(ZonemdVerdict verdict);

// What was checked.
struct Proof {
  WallTime at;
  ZonemdVerdict zonemd{};
  std::vector<std::uint16_t> anchors = {};  // key tags that were matched, and signed the keys
  std::size_t rrsets = 0;                   // authoritative, each with a good signature
  // The end of the good signature that ends first: from then on this zone does not verify.
  WallTime good_until = {};
};

// What the policy says of a zone whose unsigned parts nothing protects (verify.h).
enum class WithoutZonemd : std::uint8_t { accept, refuse };

class VerifiedZone {
 public:
  std::uint32_t serial() const { return zone_.serial(); }
  std::chrono::seconds expire() const { return zone_.expire(); }
  const Digest& digest() const { return zone_.digest(); }
  std::size_t record_count() const { return zone_.record_count(); }
  const Proof& proof() const { return proof_; }

  std::span<const Delegation> delegations() const { return zone_.delegations(); }
  const Content& content() const { return zone_.content(); }  // for core/zone alone

  // By name in lower case with the final dot; nullptr for none.
  const Delegation* find(std::string_view zone) const;

 private:
  friend Result<VerifiedZone, Fault> verify(Zone, const TrustAnchors&, WallTime, WithoutZonemd);
  VerifiedZone(Zone zone, Proof proof) : zone_(std::move(zone)), proof_(std::move(proof)) {}

  Zone zone_;
  Proof proof_;
};

}  // namespace tocsin::zone
