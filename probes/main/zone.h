// `tocsin-probe zone`: fetches or reads a root zone, verifies it, and says what it found.
#pragma once

#include "core/cli/command.h"

namespace tocsin::probe {

cli::Command zone_command();

}  // namespace tocsin::probe
