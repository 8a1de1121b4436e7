// The rules of RSSAC047v2 section 5.3 for each type of response, by what was received: a server
// that denies is held to the rules for denial, whatever was hoped for.
#pragma once

#include "core/judge/zone_check.h"

namespace tocsin::judge {

enum class ResponseKind : std::uint8_t {
  root_soa,     // [owf]
  root_ns,      // [amj]
  root_dnskey,  // [djd]
  referral,     // [hmk] TLD/NS; also to whatever is below a TLD
  tld_ds,       // [dru]
  no_name,      // [vcu] NXDOMAIN
  no_data,      // NOERROR without an answer: the text knows none, RFC 4035 section 3.1.3.1 does
  other,        // an answer about what the text does not have asked
};

ResponseKind kind_of(const Received& received);

// Adds a reason for each rule that fails.
void apply_rules(ZoneCheck& check);

}  // namespace tocsin::judge
