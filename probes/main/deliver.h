// `tocsin-probe deliver`: what a probe that was stopped still holds goes to its collectors, without
// another measurement. For a probe that ends, or whose host gets another key
// (docs/operating/probe-keys.md). Nothing of it is looked for in the collectors' logs.
#pragma once

#include <iosfwd>

#include "core/cli/command.h"
#include "core/net/task.h"
#include "probes/spool/spool.h"
#include "probes/uplink/uplink.h"

namespace tocsin::probe {

// Until each collector has all that is in the spool or takes nothing of this probe, or patience is
// over. Then says of each what became of it; how many batches wait, for all of them together. The
// uplink's lanes are those of the spool's collectors; what is referred to outlives the task.
net::Task<std::size_t> deliver(const Spool& spool,
                               Uplink& uplink,
                               Duration patience,
                               std::ostream& out);

cli::Command deliver_command();

}  // namespace tocsin::probe
