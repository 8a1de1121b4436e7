#include "probes/clock/ntp_packet.h"

#include <optional>

namespace tocsin::probe {
namespace {

constexpr std::uint8_t version = 4;
constexpr std::uint8_t mode_client = 3;
constexpr std::uint8_t mode_server = 4;
constexpr std::uint8_t leap_unknown = 3;
constexpr std::uint8_t stratum_max = 15;
constexpr std::int64_t unix_epoch = 2'208'988'800;  // in seconds since 1900
constexpr std::int64_t nanoseconds = 1'000'000'000;

// The header in the order of the wire.
struct Header {
  std::uint8_t leap = 0;
  std::uint8_t version = 0;
  std::uint8_t mode = 0;
  std::uint8_t stratum = 0;
  std::int8_t precision = 0;  // log2 of seconds
  std::uint32_t root_delay = 0;
  std::uint32_t root_dispersion = 0;
  std::uint32_t reference_id = 0;
  NtpTime reference = 0;
  NtpTime origin = 0;
  NtpTime received = 0;
  NtpTime sent = 0;
};

std::optional<Header> read_header(ByteView bytes) {
  if (bytes.size() < ntp_octets) return std::nullopt;
  Cursor cursor(bytes);
  const auto first = *cursor.take_u8();
  Header header;
  header.leap = first >> 6U;
  header.version = first >> 3U & 7U;
  header.mode = first & 7U;
  header.stratum = *cursor.take_u8();
  cursor.skip(1);  // poll
  header.precision = static_cast<std::int8_t>(*cursor.take_u8());
  header.root_delay = *cursor.take_be32();
  header.root_dispersion = *cursor.take_be32();
  header.reference_id = *cursor.take_be32();
  header.reference = *cursor.take_be64();
  header.origin = *cursor.take_be64();
  header.received = *cursor.take_be64();
  header.sent = *cursor.take_be64();
  return header;
}

// NTP's short format: seconds in 16 bits, fraction in 16.
Duration from_short(std::uint32_t value) {
  return Duration((static_cast<std::int64_t>(value) * nanoseconds) >> 16U);
}

// A clock's reading takes at least as long as its precision; beyond a second it is no clock.
Duration precision_of(std::int8_t log2_seconds) {
  if (log2_seconds >= 0) return std::chrono::seconds(1);
  if (log2_seconds < -29) return Duration(1);  // finer than we count
  return Duration(nanoseconds >> static_cast<unsigned>(-log2_seconds));
}

constexpr std::uint32_t code(const char (&text)[5]) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8U | static_cast<std::uint8_t>(text[i]);
  return value;
}

TimeFault kiss_of(std::uint32_t reference_id) {
  if (reference_id == code("DENY") || reference_id == code("RSTR")) return TimeFault::kiss_deny;
  if (reference_id == code("RATE")) return TimeFault::kiss_rate;
  return TimeFault::kiss_other;
}

// Later or the same, on a circle of 136 years.
bool not_before(NtpTime later, NtpTime earlier) {
  return static_cast<std::int64_t>(later - earlier) >= 0;
}

std::optional<TimeFault> fault_of(const Header& header, NtpTime nonce) {
  if (header.version != 3 && header.version != version) return TimeFault::wrong_version;
  if (header.mode != mode_server) return TimeFault::not_a_server;
  if (header.origin != nonce) return TimeFault::wrong_origin;
  if (header.stratum == 0) return kiss_of(header.reference_id);
  if (header.leap == leap_unknown) return TimeFault::unsynchronised;
  if (header.stratum > stratum_max) return TimeFault::bad_stratum;
  if (header.received == 0 || header.sent == 0) return TimeFault::no_time;
  if (!not_before(header.sent, header.received)) return TimeFault::backwards;
  if (!not_before(header.sent, header.reference)) return TimeFault::backwards;
  const auto distance = from_short(header.root_delay) / 2 + from_short(header.root_dispersion);
  if (distance > root_distance_max) return TimeFault::too_distant;
  return std::nullopt;
}

}  // namespace

NtpTime to_ntp(WallTime time) {
  const auto since = time.since_epoch.count();
  auto seconds = since / nanoseconds;
  auto rest = since % nanoseconds;
  if (rest < 0) {
    rest += nanoseconds;
    --seconds;
  }
  const auto fraction = (static_cast<std::uint64_t>(rest) << 32U) / nanoseconds;
  return static_cast<std::uint64_t>(seconds + unix_epoch) << 32U | fraction;
}

// The difference of two such times is right across the turn of an era, read with its sign.
WallTime to_wall(NtpTime time, WallTime near) {
  const auto away = static_cast<std::int64_t>(time - to_ntp(near));
  const auto seconds = away >> 32U;
  const auto fraction = static_cast<std::uint64_t>(away) & 0xffff'ffffU;
  const auto rest = static_cast<std::int64_t>((fraction * nanoseconds) >> 32U);
  return near + std::chrono::seconds(seconds) + Duration(rest);
}

Bytes ntp_request(NtpTime nonce) {
  Bytes out(ntp_octets - sizeof nonce);
  out[0] = version << 3U | mode_client;
  append_be64(out, nonce);
  return out;
}

Result<NtpReply, TimeFault> parse_ntp_reply(ByteView bytes, NtpTime nonce) {
  const auto header = read_header(bytes);
  if (!header) return fail_with(TimeFault::too_short);
  if (const auto fault = fault_of(*header, nonce)) return fail_with(*fault);
  return NtpReply{.stratum = header->stratum,
                  .precision = precision_of(header->precision),
                  .root_delay = from_short(header->root_delay),
                  .root_dispersion = from_short(header->root_dispersion),
                  .received = header->received,
                  .sent = header->sent};
}

}  // namespace tocsin::probe
