// How long an exchange took, out of two kinds of readings that must not be mixed:
// CLOCK_MONOTONIC_RAW read around our system calls (a bracket that is right but wide), and the
// kernel's stamps, which are sharp but follow the adjustable clock. A stamp is brought over to
// monotonic time by a reading of both clocks made right after it; where it then lies outside its
// bracket, somebody has moved the clock, and the stamp is dropped. Pure.
#pragma once

#include <optional>

#include "core/base/clock.h"
#include "core/record/outcome.h"

namespace tocsin::probe {

// Wall time between two looks at monotonic time.
struct BothClocks {
  MonotonicTime before;
  WallTime wall;
  MonotonicTime after;
};

BothClocks read_both(const Clock& clock);

// When a stamp was, in monotonic time, given both clocks shortly after it.
MonotonicTime to_monotonic(WallTime stamp, const BothClocks& now);

struct Moments {
  MonotonicTime before_send;  // the bracket
  MonotonicTime after_receive;
  std::optional<MonotonicTime> left;  // the kernel's stamps, converted
  std::optional<MonotonicTime> arrived;
};

struct RoundTrip {
  MonotonicTime sent_at;
  Duration rtt{};  // never zero
  record::RttSource source = record::RttSource::bracket;
};

RoundTrip round_trip(const Moments& moments);

}  // namespace tocsin::probe
