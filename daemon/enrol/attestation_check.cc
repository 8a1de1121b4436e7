#include "daemon/enrol/attestation_check.h"

#include <array>

namespace tocsin::collector {
namespace {

Attestation as_live(const record::Attestation& statement) {
  Attestation attestation;
  attestation.country = statement.country;
  attestation.asn = statement.asn;
  attestation.network = statement.network;
  attestation.latitude = statement.place.latitude();
  attestation.longitude = statement.place.longitude();
  attestation.from = statement.from;
  attestation.until = statement.until;
  return attestation;
}

}  // namespace

std::string_view name_of(AttestationFault fault) {
  constexpr std::array<std::string_view, 5> names{
      "malformed", "unknown_country", "bad_signature", "other_probe", "expired"};
  return names[static_cast<std::size_t>(fault)];
}

Result<Attestation, AttestationFault> check_attestation(ByteView statement,
                                                        const CountryKeys& countries,
                                                        const record::ProbeId& probe,
                                                        const crypto::PublicKey& key,
                                                        WallTime now) {
  const auto claimed = record::peek_attestation(statement);
  if (!claimed) return fail_with(AttestationFault::malformed);
  const auto country = countries.find(claimed->country);
  if (country == countries.end()) return fail_with(AttestationFault::unknown_country);
  const auto signed_by_country = record::open_attestation(statement, country->second);
  if (!signed_by_country) return fail_with(AttestationFault::bad_signature);
  if (signed_by_country->probe != probe || signed_by_country->key != key) {
    return fail_with(AttestationFault::other_probe);
  }
  if (now >= signed_by_country->until) return fail_with(AttestationFault::expired);
  return as_live(*signed_by_country);
}

}  // namespace tocsin::collector
