// `tocsin-probe run`: the probe as a service.
#pragma once

#include "core/cli/command.h"

namespace tocsin::probe {

cli::Command run_command();

}  // namespace tocsin::probe
