// `tocsin-probe query`: the engine by hand, against any server, with every answer on a line.
#pragma once

#include "core/cli/command.h"

namespace tocsin::probe {

cli::Command query_command();

}  // namespace tocsin::probe
