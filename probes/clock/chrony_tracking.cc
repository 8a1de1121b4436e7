#include "probes/clock/chrony_tracking.h"

#include <cmath>
#include <optional>

namespace tocsin::probe {
namespace {

constexpr std::uint8_t version = 6;
constexpr std::uint8_t type_request = 1;
constexpr std::uint8_t type_reply = 2;
constexpr std::uint16_t command_tracking = 33;
constexpr std::uint16_t reply_tracking = 5;
constexpr std::uint16_t status_success = 0;
constexpr std::uint16_t leap_unsynchronised = 3;
constexpr std::uint32_t own_clock = 0x7f7f0101;  // 127.127.1.1

// The reply: a header of 28 octets, then the report. A request is at least as long as its reply, or
// chronyd does not answer: nobody can make it amplify.
constexpr std::size_t reply_octets = 104;

// Beyond this no figure is about a clock, and none overflows below it.
constexpr double seconds_max = 1e6;

// Exponent to the base 2 in the upper 7 bits, coefficient in the lower 25, both signed.
std::optional<Duration> duration_from(std::uint32_t wire) {
  constexpr int coefficient_bits = 25;
  auto exponent = static_cast<std::int32_t>(wire >> coefficient_bits);
  if (exponent >= 64) exponent -= 128;
  auto coefficient = static_cast<std::int32_t>(wire & ((1U << coefficient_bits) - 1));
  if (coefficient >= 1 << (coefficient_bits - 1)) coefficient -= 1 << coefficient_bits;
  const double seconds = std::ldexp(coefficient, exponent - coefficient_bits);
  if (std::abs(seconds) > seconds_max) return std::nullopt;
  return Duration(std::llround(seconds * 1e9));
}

std::optional<ChronyFault> header_fault(Cursor& cursor, std::uint32_t sequence) {
  if (*cursor.take_u8() != version) return ChronyFault::wrong_version;
  if (*cursor.take_u8() != type_reply) return ChronyFault::not_a_reply;
  cursor.skip(2);
  if (*cursor.take_be16() != command_tracking) return ChronyFault::not_a_reply;
  const auto reply = *cursor.take_be16();
  const auto status = *cursor.take_be16();
  cursor.skip(6);
  if (*cursor.take_be32() != sequence) return ChronyFault::wrong_sequence;
  cursor.skip(8);
  if (status != status_success) return ChronyFault::refused;
  if (reply != reply_tracking) return ChronyFault::not_a_reply;
  return std::nullopt;
}

}  // namespace

Bytes chrony_request(std::uint32_t sequence) {
  Bytes out{version, type_request, 0, 0};
  append_be16(out, command_tracking);
  append_be16(out, 0);  // the first attempt
  append_be32(out, sequence);
  out.resize(reply_octets);
  return out;
}

Result<ChronyTracking, ChronyFault> parse_chrony_tracking(ByteView bytes, std::uint32_t sequence) {
  constexpr std::size_t header_octets = 28;
  if (bytes.size() < header_octets) return fail_with(ChronyFault::too_short);
  Cursor cursor(bytes);
  if (const auto fault = header_fault(cursor, sequence)) return fail_with(*fault);
  if (bytes.size() < reply_octets) return fail_with(ChronyFault::too_short);
  ChronyTracking tracking;
  tracking.reference_id = *cursor.take_be32();
  cursor.skip(20);  // the source's address
  tracking.stratum = *cursor.take_be16();
  const auto leap = *cursor.take_be16();
  cursor.skip(12);  // when it was last heard of
  const auto correction = duration_from(*cursor.take_be32());
  cursor.skip(20);  // last and mean offset; frequency, its residue and skew
  const auto root_delay = duration_from(*cursor.take_be32());
  const auto root_dispersion = duration_from(*cursor.take_be32());
  if (!correction || !root_delay || !root_dispersion) return fail_with(ChronyFault::out_of_range);
  if (*root_delay < Duration{} || *root_dispersion < Duration{}) {
    return fail_with(ChronyFault::out_of_range);
  }
  if (leap == leap_unsynchronised || tracking.reference_id == 0) {
    return fail_with(ChronyFault::unsynchronised);
  }
  if (tracking.reference_id == own_clock) return fail_with(ChronyFault::its_own_clock);
  tracking.correction = *correction;
  tracking.root_delay = *root_delay;
  tracking.root_dispersion = *root_dispersion;
  return tracking;
}

Duration bound_of(const ChronyTracking& tracking) {
  return std::chrono::abs(tracking.correction) + tracking.root_dispersion +
         tracking.root_delay / 2 + Duration(1);
}

}  // namespace tocsin::probe
