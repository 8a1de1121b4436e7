// What the root zone says of one TLD. Nothing but the DS set is signed: names of servers and their
// addresses are only as good as the zone's ZONEMD, and without one as the way they came.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/plan/target.h"

namespace tocsin::zone {

struct NameServer {
  std::string name;                      // lower case, with the final dot
  std::vector<plan::Address> addresses;  // ascending; empty where the root zone has none
};

struct DelegationSigner {  // RFC 4034 section 5.1
  std::uint16_t key_tag = 0;
  std::uint8_t algorithm = 0;
  std::uint8_t digest_type = 0;
  Bytes digest;

  auto operator<=>(const DelegationSigner&) const = default;
};

// In presentation format: "20326 8 2 e06d".
std::string to_text(const DelegationSigner& signer);

struct Delegation {
  std::string zone;                 // "no.", lower case
  std::vector<NameServer> servers;  // in canonical order
  std::vector<DelegationSigner> signers;
};

struct CountOf {
  std::size_t zones = 0;
  std::size_t servers = 0;    // different names
  std::size_t addresses = 0;  // different addresses
  std::size_t endpoints = 0;  // different (zone, name server, address)
};
CountOf count_of(std::span<const Delegation> delegations);

}  // namespace tocsin::zone
