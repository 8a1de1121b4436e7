// Percentiles of durations, as one line of JSON.
#pragma once

#include <string>
#include <vector>

#include "core/base/time.h"

namespace tocsin::bench {

// {"count": ..., "p50_ms": ..., "p99_ms": ..., "max_ms": ...}; of none, zeros.
std::string figures_of(std::vector<Duration> durations);

}  // namespace tocsin::bench
