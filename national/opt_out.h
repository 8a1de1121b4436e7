// `tocsin-national opt-out`: signs an operator's word on how much of our measuring its name servers
// take.
#pragma once

#include "core/cli/command.h"
#include "national/desk.h"

namespace tocsin::national {

cli::Command opt_out_command(Desk& desk);

}  // namespace tocsin::national
