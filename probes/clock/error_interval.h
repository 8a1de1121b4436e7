// What one time server says of our wall clock: between which two values its error lies. Pure.
#pragma once

#include "probes/clock/checked_clock.h"
#include "probes/clock/ntp_packet.h"
#include "probes/engine/round_trip.h"

namespace tocsin::probe {

// True time minus our wall clock.
struct ErrorInterval {
  Duration low{};
  Duration high{};

  bool operator==(const ErrorInterval&) const = default;
};

// Our wall clock as it stood at one moment, carried on by monotonic time and the kernel's rate, so
// that several servers are compared with the same clock, whatever is done to it meanwhile.
struct ClockLine {
  BothClocks at;
  WallRate rate;

  WallTime wall(MonotonicTime when) const { return expected_wall(at, rate, when); }
};

// Offset of the server, and around it what it may be wrong: half of the delay, and all that the
// server knows of its own distance (RFC 5905 sections 8 and 11.2.1, root distance). Nobody can tell
// how the delay is divided between the two ways; with half of it both extremes are inside.
ErrorInterval error_interval(const NtpReply& reply, const RoundTrip& trip, const ClockLine& ours);

}  // namespace tocsin::probe
