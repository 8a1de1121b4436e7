// The subcommands of tocsind.
#pragma once

#include "core/cli/command.h"

namespace tocsin::collector {

cli::Command init_command();   // makes keys, certificates and the log's identity
cli::Command token_command();  // prints a one-time token for a probe
cli::Command serve_command();  // runs

}  // namespace tocsin::collector
