// A country takes back its word for a probe: "from then on this key does not speak for us". Signed
// by the country's enrolment key, as the word itself was (docs/formats/revocation.md). What the
// probe measured before stands.
#pragma once

#include <string>
#include <string_view>

#include "core/base/time.h"
#include "core/record/envelope.h"
#include "core/record/signed_statement.h"

namespace tocsin::record {

inline constexpr std::string_view revocation_content_type = "application/tocsin-revocation+cbor";

struct Revocation {
  std::string country;      // ISO 3166-1 alpha-2, upper case
  crypto::PublicKey key{};  // the probe's, as the country attested it
  WallTime from;            // first moment at which it no longer speaks
  std::string reason;       // for people: "retired", "the host was stolen"

  bool operator==(const Revocation&) const = default;
};

Bytes sign(const Revocation& revocation, const crypto::SigningKey& country_key);
Result<Revocation, StatementFault> open_revocation(ByteView bytes,
                                                   const crypto::PublicKey& country_key);

// Without the signature checked: only to learn which country's key has to verify it.
Result<Revocation, StatementFault> peek_revocation(ByteView bytes);

}  // namespace tocsin::record
