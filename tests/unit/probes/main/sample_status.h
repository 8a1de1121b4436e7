// A status that uses every field: the example of docs/formats/probe-status.md.
#pragma once

#include "probes/status/probe_status.h"

namespace tocsin::probe {

ProbeStatus sample_status();

}  // namespace tocsin::probe
