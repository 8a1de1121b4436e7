// Which instances of the root servers serve a zone that is older than what was seen elsewhere.
// Pure.
#pragma once

#include <span>
#include <vector>

#include "daemon/live/publications.h"
#include "daemon/live/snapshot.h"

namespace tocsin::collector {

// By letter and instance. Only probes with a voice count, by what they saw freshly; of several at
// one instance the one that sees the smallest lag.
std::vector<InstanceLag> instance_lags(std::span<const ProbeStatus> probes,
                                       const Publications& publications,
                                       WallTime now);

}  // namespace tocsin::collector
