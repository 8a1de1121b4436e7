// A country's word for a probe: "this key is ours, it measures from this network and place, from
// then until then". Signed offline by the country's enrolment key (docs/formats/attestation.md).
// Only this gives a probe a country's voice.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"
#include "core/record/envelope.h"
#include "core/record/signed_statement.h"

namespace tocsin::record {

inline constexpr std::string_view attestation_content_type = "application/tocsin-attestation+cbor";

// Where a vantage point is, to a tenth of a degree (11 km): near enough for a map, too far for a
// door.
struct Place {
  std::int32_t latitude_tenths = 0;   // -900 to 900, north is positive
  std::int32_t longitude_tenths = 0;  // -1800 to 1800, east is positive

  double latitude() const { return latitude_tenths / 10.0; }
  double longitude() const { return longitude_tenths / 10.0; }
  bool operator==(const Place&) const = default;
};

// Rounded to the nearest tenth; nothing where there is no such place.
std::optional<Place> place_at(double latitude, double longitude);

struct Attestation {
  std::string country;  // ISO 3166-1 alpha-2, upper case: "NO"
  ProbeId probe{};
  crypto::PublicKey key{};  // the probe's, at the time of the statement
  std::uint32_t asn = 0;    // of the network that the probe measures from
  std::string network;      // its name, for people
  Place place;
  WallTime from;
  WallTime until;  // not included

  bool covers(WallTime time) const { return from <= time && time < until; }
  bool operator==(const Attestation&) const = default;
};

bool is_country_code(std::string_view text);  // two upper-case letters

Bytes sign(const Attestation& attestation, const crypto::SigningKey& country_key);
Result<Attestation, StatementFault> open_attestation(ByteView bytes,
                                                     const crypto::PublicKey& country_key);

// Without the signature checked: only to learn which country's key has to verify it.
Result<Attestation, StatementFault> peek_attestation(ByteView bytes);

}  // namespace tocsin::record
