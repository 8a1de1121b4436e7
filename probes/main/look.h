// Gathers what the doctor judges: asks a few root letters, the references, the resolvers and the
// collectors once, all at the same time, and reads what the host says of itself.
#pragma once

#include "config/probe_options.h"
#include "probes/doctor/facts.h"

namespace tocsin::probe {

// Takes as long as the slowest answer or timeout, about ten seconds at the most. Makes nothing and
// changes nothing.
Result<Facts> look_at_host(const config::ProbeOptions& options);

}  // namespace tocsin::probe
