// Whether a country has vouched for a probe: its statement, signed by the key that this collector's
// configuration has for that country. Pure.
#pragma once

#include <map>
#include <string>

#include "core/base/result.h"
#include "core/record/attestation.h"
#include "daemon/enrol/registry.h"

namespace tocsin::collector {

using CountryKeys = std::map<std::string, crypto::PublicKey>;  // by ISO 3166-1 alpha-2

enum class AttestationFault {
  malformed,
  unknown_country,  // no key of it is configured here
  bad_signature,
  other_probe,  // it vouches for another probe or key
  expired,
};

std::string_view name_of(AttestationFault fault);

// `probe` and `key` are whom the statement has to be about. A statement that begins only later is
// good: it counts from then on.
Result<Attestation, AttestationFault> check_attestation(ByteView statement,
                                                        const CountryKeys& countries,
                                                        const record::ProbeId& probe,
                                                        const crypto::PublicKey& key,
                                                        WallTime now);

}  // namespace tocsin::collector
