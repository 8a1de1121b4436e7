// `tocsin-probe doctor`: whether this host can do what a probe is for, and what to do where not.
#pragma once

#include "core/cli/command.h"

namespace tocsin::probe {

cli::Command doctor_command();

}  // namespace tocsin::probe
