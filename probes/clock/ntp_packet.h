// The 48 octets that a time server is asked with and answers with (RFC 5905 section 7.3), as far as
// a client that never sets a clock needs them (section 14). Pure and total.
#pragma once

#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "probes/clock/time_fault.h"

namespace tocsin::probe {

inline constexpr std::uint16_t ntp_port = 123;
inline constexpr std::size_t ntp_octets = 48;

// Seconds since 1900 and their fraction, 32 bits each, modulo 136 years (section 6). Zero: no time.
using NtpTime = std::uint64_t;

// The one nearest to `near`, which must be right to within 68 years.
WallTime to_wall(NtpTime time, WallTime near);
NtpTime to_ntp(WallTime time);

// A time server farther than this from its own sources is none (MAXDIST, section 7.2).
inline constexpr Duration root_distance_max = std::chrono::seconds(1);

struct NtpReply {
  std::uint8_t stratum = 0;  // 1 to 15
  Duration precision{};
  Duration root_delay{};
  Duration root_dispersion{};
  NtpTime received = 0;
  NtpTime sent = 0;
};

// `nonce` stands where the client's time would: the server repeats it, so that nobody can answer
// who has not seen the question, and it tells nothing of our clock. Not zero.
Bytes ntp_request(NtpTime nonce);

// Octets after the header (extensions, a MAC) are none of ours.
Result<NtpReply, TimeFault> parse_ntp_reply(ByteView bytes, NtpTime nonce);

}  // namespace tocsin::probe
