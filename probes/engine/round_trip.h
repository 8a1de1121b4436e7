// How long an exchange took, out of two kinds of readings that must not be mixed:
// CLOCK_MONOTONIC_RAW read around our system calls (a bracket that is right but wide), and the
// kernel's stamps, which are sharp but follow the adjustable clock. Both clocks are read together
// before sending and after receiving; a stamp is brought over on the straight line between the two
// readings, which takes out any steady rate, whatever it is.
//
// The line must be straight. If the wall clock moved between the readings by more than the rate
// that the kernel says it runs at (its tick and frequency, adjtimex(2)), somebody stepped it or
// changed its rate meanwhile, and no stamp is believed. Each stamp must also lie in a bracket of
// its own. What is not believed is left out, and the source of the result says so. Pure.
#pragma once

#include <optional>

#include "core/base/both_clocks.h"
#include "core/record/outcome.h"

namespace tocsin::probe {

// A step that we do not see changes a round trip by no more than itself, and the doubt about the
// two readings by no more than itself: together they stay below this.
inline constexpr Duration unnoticed_max = std::chrono::microseconds(50);

// Without a stamp a query is taken to have left in the middle of the call that sent it, if that
// took no longer than this; else at its beginning, because a call that lasts was interrupted, and
// the kernel lets others run when it has sent.
inline constexpr Duration undisturbed_call_max = std::chrono::microseconds(100);

struct Moments {
  BothClocks before_send;
  BothClocks after_receive;
  std::optional<WallTime> left;  // the kernel's stamps
  std::optional<WallTime> arrived;
  // When the call that sent it had returned; nothing where nobody looked.
  std::optional<MonotonicTime> sent_by;
  // The first moment at which we knew that it had left; nothing where we did not look.
  std::optional<MonotonicTime> left_before;
  WallRate rate;  // of the wall clock, at the end
};

// Whether the wall clock ran from the one reading to the other as `rate` says.
bool ran_straight(const Moments& moments);

struct RoundTrip {
  MonotonicTime sent_at;
  Duration rtt{};  // never zero
  record::RttSource source = record::RttSource::bracket;
};

RoundTrip round_trip(const Moments& moments);

}  // namespace tocsin::probe
