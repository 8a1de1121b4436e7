// When a measurement was made, in wall time. The probe times with its monotonic clock; the envelope
// says what the wall clock read when the batch closed.
#pragma once

#include <optional>

#include "core/base/time.h"
#include "core/record/envelope.h"

namespace tocsin::record {

// Nothing for what no working clock says: a query sent before boot or after its batch closed. Never
// before 1970.
std::optional<WallTime> measured_at(const ClockReading& closed_at, MonotonicTime sent_at);

// The same moment, as the collector can believe it: nothing was measured after it arrived, so a
// clock that runs ahead within bounds is held to the arrival. Nothing where it is further ahead.
std::optional<WallTime> believed(WallTime measured, WallTime arrival, Duration ahead_max);

}  // namespace tocsin::record
