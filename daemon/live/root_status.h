// What the probes' standings add up to. Only those with a voice count; what they measured lately is
// kept apart from the newest of each letter, which over TCP may be three minutes old. Pure.
#pragma once

#include <span>

#include "daemon/live/snapshot.h"

namespace tocsin::collector {

RootStatus root_status(std::span<const ProbeStatus> probes,
                       plan::Family family,
                       record::Transport transport);

// The letters that this probe asked lately, voice or not.
Tally recent_letters(const ProbeStatus& probe, plan::Family family, record::Transport transport);

}  // namespace tocsin::collector
