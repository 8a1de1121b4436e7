// The subcommands of tocsind.
#pragma once

#include "core/cli/command.h"

namespace tocsin::collector {

cli::Command init_command();      // makes keys, certificates and the log's identity
cli::Command token_command();     // prints a one-time token for a probe
cli::Command serve_command();     // runs
cli::Command fsck_command();      // looks whether journal and log agree
cli::Command bundle_command();    // writes evidence for others
cli::Command rebuild_command();   // makes the log's files anew
cli::Command refusals_command();  // what probes handed over that others refused

}  // namespace tocsin::collector
