// Which instances of the root servers serve a zone that is older than others serve. Pure.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "daemon/live/snapshot.h"

namespace tocsin::collector {

// Since when there has been a newer zone than that of this serial; nothing where the serial is one
// of which that cannot be said.
using LagOf = std::function<std::optional<Duration>(std::uint32_t serial)>;

// By letter and instance. Only probes with a voice count, by what they saw freshly; of several at
// one instance the one that sees the smallest lag, so that a serial that one of them invents does
// not hide what others see.
std::vector<InstanceLag> instance_lags(std::span<const ProbeStatus> probes, const LagOf& lag_of);

}  // namespace tocsin::collector
