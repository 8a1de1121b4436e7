#include "core/record/attestation.h"

#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/record/limits.h"
#include "core/record/statement_layout.h"

namespace tocsin::record {
namespace {

constexpr std::int32_t latitude_tenths_max = 900;
constexpr std::int32_t longitude_tenths_max = 1800;

constexpr auto layout = [](auto& map, auto& attestation) {
  map(attestation.country, 2);
  map.require(is_country_code(attestation.country));
  map(attestation.probe);
  map(attestation.key);
  map(attestation.asn);
  map(attestation.network, network_name_bytes_max);
  map.row(attestation.place, [](auto& row, auto& place) {
    row(place.latitude_tenths, latitude_tenths_max);
    row(place.longitude_tenths, longitude_tenths_max);
  });
  map(attestation.from);
  map(attestation.until);
  map.require(attestation.from < attestation.until);
};

}  // namespace

std::optional<Place> place_at(double latitude, double longitude) {
  if (!(std::abs(latitude) <= 90.0) || !(std::abs(longitude) <= 180.0)) return std::nullopt;
  return Place{static_cast<std::int32_t>(std::lround(latitude * 10)),
               static_cast<std::int32_t>(std::lround(longitude * 10))};
}

bool is_country_code(std::string_view text) {
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() == 2 && std::ranges::all_of(text, is_letter);
}

Bytes sign(const Attestation& attestation, const crypto::SigningKey& country_key) {
  check(is_country_code(attestation.country), "a country has two letters");
  return sign_statement(country_key, attestation_content_type, encode_map(attestation, layout));
}

Result<Attestation, StatementFault> open_attestation(ByteView bytes,
                                                     const crypto::PublicKey& country_key) {
  return read_content<Attestation>(open_statement(bytes, attestation_content_type, country_key),
                                   layout);
}

Result<Attestation, StatementFault> peek_attestation(ByteView bytes) {
  return read_content<Attestation>(peek_statement(bytes, attestation_content_type), layout);
}

}  // namespace tocsin::record
