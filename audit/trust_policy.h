// Whom a reader believes about an outage (docs/formats/bundle.md): logs and witnesses as C2SP
// tlog-policy has them (core/tlog/policy.h), and which key speaks for which country.
//
//   country <code> <key>     its enrolment key, in Base64 or hexadecimal
//   authority <name> <certificate>   of a time-stamping authority, or of one that vouches for it:
//                            DER in Base64; several for one name where it has several
//   require countries <n>    as many of these must have a probe that measured
//   require without <n>      an outage must stand with the data of any n countries left out
//   require authorities <n>  as many of these must have stamped the end of the range; one where
//                            any is named and nothing is said
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/crypto/ed25519.h"
#include "core/tlog/policy.h"

namespace tocsin::audit {

struct TrustPolicy {
  tlog::Policy log;
  std::map<std::string, crypto::PublicKey> countries;
  std::map<std::string, std::vector<Bytes>> authorities = {};  // certificates in DER, by name
  std::size_t authorities_needed = 0;
  std::size_t countries_needed = 1;
  std::size_t countries_spared = 0;
};

// The error names the line: "line 4: a second key for NO". What its own countries could never meet
// is refused.
Result<TrustPolicy> parse_trust_policy(std::string_view text);

}  // namespace tocsin::audit
