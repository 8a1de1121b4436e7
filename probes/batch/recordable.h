// Whether a payload can hold what was measured: its times of waiting have a limit
// (record::rtt_max). Nothing in the world takes that long; a process that was paused believes so.
// Pure.
#pragma once

#include "core/record/lookup.h"
#include "core/record/measurement.h"

namespace tocsin::probe {

bool is_recordable(const record::Measurement& measurement);
bool is_recordable(const record::Lookup& lookup);

}  // namespace tocsin::probe
