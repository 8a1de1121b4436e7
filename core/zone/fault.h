// Why bytes or a text are no root zone, or why a root zone is not to be believed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/dns/codes.h"

namespace tocsin::zone {

enum class FaultKind : std::uint8_t {
  // Reading.
  unreadable,     // not master-file text, not a record
  too_large,      // more octets, records, or records in one RRset than limits.h allows
  foreign_class,  // a record that is not of class IN
  no_soa,         // none at the root
  several_soas,
  soa_elsewhere,  // below the root: another zone's records lie in this one
  // Verifying.
  no_trusted_key,           // no anchor that holds at that time matches a key of the zone
  signature_missing,        // an authoritative RRset without a signature by the root
  signature_expired,        // good but for the time
  signature_not_yet_valid,  // good but for the time
  bogus,                    // no signature fits the records and the keys
  chain_broken,             // the NSEC records say other names or types than are there
  zonemd_missing,           // and the policy asks for it
  zonemd_unsupported,       // there is one, none of a scheme and hash we know; policy asks for it
  zonemd_mismatch,
};

std::string_view name_of(FaultKind kind);

struct Fault {
  FaultKind kind{};
  std::string owner = {};  // whose RRset; empty where it is not about one
  dns::Type type{};        // of that RRset
  std::string detail = {};
};

// "signature_expired: no. DS: until 2020-11-01T00:00:00Z".
std::string to_text(const Fault& fault);

inline tl::unexpected<Fault> faulty(FaultKind kind, std::string detail = {}) {
  return fail_with(Fault{.kind = kind, .detail = std::move(detail)});
}

}  // namespace tocsin::zone
