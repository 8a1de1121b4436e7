// `tocsin-probe once`: every letter once, by both families and transports.
#pragma once

#include "core/cli/command.h"

namespace tocsin::probe {

cli::Command once_command();

}  // namespace tocsin::probe
