#include "core/record/attestation.h"

#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/record/fields.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

using cbor::Decoder;
using cbor::Encoder;
using cbor::Fault;

namespace key {
enum : std::uint64_t { country = 1, probe, probe_key, asn, network, place, from, until };
}  // namespace key

constexpr std::size_t field_count = key::until + 1;
constexpr std::int32_t latitude_tenths_max = 900;
constexpr std::int32_t longitude_tenths_max = 1800;

std::int32_t take_tenths(Decoder& in, std::int32_t max) {
  const auto tenths = in.take_int();
  if (tenths < -max || tenths > max) in.refuse(Fault::out_of_range);
  return in.failed() ? 0 : static_cast<std::int32_t>(tenths);
}

Place take_place(Decoder& in) {
  Place place;
  in.enter_array_of(2);
  place.latitude_tenths = take_tenths(in, latitude_tenths_max);
  place.longitude_tenths = take_tenths(in, longitude_tenths_max);
  in.leave();
  return place;
}

Bytes encode(const Attestation& attestation) {
  Encoder out;
  out.map(field_count);
  put_version(out);
  put_field(out, key::country, attestation.country);
  put_field(out, key::probe, attestation.probe);
  put_field(out, key::probe_key, attestation.key);
  put_field(out, key::asn, attestation.asn);
  put_field(out, key::network, attestation.network);
  out.uint(key::place).array(2);
  out.integer(attestation.place.latitude_tenths).integer(attestation.place.longitude_tenths);
  put_field(out, key::from, attestation.from);
  put_field(out, key::until, attestation.until);
  return std::move(out).finish();
}

Result<Attestation, StatementFault> decode(ByteView content) {
  Attestation attestation;
  Decoder in(content);
  in.enter_map();
  take_version(in);
  in.key(key::country);
  attestation.country = in.take_text(2);
  if (!is_country_code(attestation.country)) in.refuse(Fault::unacceptable);
  in.key(key::probe);
  attestation.probe = in.take_exactly<16>();
  in.key(key::probe_key);
  attestation.key = in.take_exactly<32>();
  in.key(key::asn);
  attestation.asn = in.take<std::uint32_t>();
  in.key(key::network);
  attestation.network = in.take_text(network_name_bytes_max);
  in.key(key::place);
  attestation.place = take_place(in);
  in.key(key::from);
  attestation.from = take_wall(in);
  in.key(key::until);
  attestation.until = take_wall(in);
  if (attestation.until <= attestation.from) in.refuse(Fault::unacceptable);
  in.leave();
  if (!in.finish()) return fail_with(StatementFault::malformed);
  return attestation;
}

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
  return sign_statement(country_key, attestation_content_type, encode(attestation));
}

Result<Attestation, StatementFault> open_attestation(ByteView bytes,
                                                     const crypto::PublicKey& country_key) {
  const auto content = open_statement(bytes, attestation_content_type, country_key);
  if (!content) return fail_with(content.error());
  return decode(*content);
}

Result<Attestation, StatementFault> peek_attestation(ByteView bytes) {
  const auto content = peek_statement(bytes, attestation_content_type);
  if (!content) return fail_with(content.error());
  return decode(*content);
}

}  // namespace tocsin::record
