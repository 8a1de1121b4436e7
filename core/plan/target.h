// What may be measured: the endpoints of one dated target set. A measurement names an endpoint by
// its index, and an envelope names the set by its digest, so that no record ever depends on today's
// list.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"

namespace tocsin::plan {

enum class Family : std::uint8_t { v4 = 4, v6 = 6 };

struct Address {
  Family family = Family::v4;
  ByteArray<16> bytes{};  // an IPv4 address takes the first four; the others are zero

  auto operator<=>(const Address&) const = default;
};

// "193.0.14.129", "2001:7fd::1" (RFC 5952).
std::string to_text(const Address& address);
std::optional<Address> address_from(std::string_view text);

struct Endpoint {
  std::string zone;    // "." or a TLD, lower case, with the final dot: "no."
  std::string server;  // the name server's name: "k.root-servers.net."
  Address address;     // port 53, always

  auto operator<=>(const Endpoint&) const = default;
};

// Sorted and without duplicates, so that equal sets have equal bytes. Its digest is the SHA-256 of
// its deterministic CBOR (core/record/target_set).
struct TargetSet {
  std::vector<Endpoint> endpoints;

  bool operator==(const TargetSet&) const = default;
};

// "a" to "m" for a root letter's name server ("k.root-servers.net." gives 'k'), else nothing.
std::optional<char> root_letter(const Endpoint& endpoint);

}  // namespace tocsin::plan
