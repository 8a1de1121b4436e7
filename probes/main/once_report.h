// One round of the 13 letters, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "core/plan/target.h"
#include "core/record/envelope.h"
#include "core/record/observation.h"

namespace tocsin::probe {

struct OnceReport {
  plan::TargetSet targets;
  std::vector<record::Observation> observations;
  record::ClockReading clock;  // ties their monotonic times to wall time
};

bool anything_answered(const OnceReport& report);

// One line per address: how it went by UDP and TCP, serial and instance; then a summary.
std::string as_table(const OnceReport& report);

// One JSON document: {"clock_bound_ns": ..., "measurements": [{"server": "k.root-servers.net.",
// "family": "ipv4", "address": ..., "transport": "udp", "outcome": "answered", "sent_at": ...,
// "rtt_ns": ..., "rtt_source": ..., "rcode": 0, "nsid": "6e73...", "instance": ..., "serial": ...},
// ...]}. What a measurement does not have is null.
std::string as_json(const OnceReport& report);

}  // namespace tocsin::probe
