// The commands of tocsin-lab as a table.
#pragma once

#include "core/cli/command.h"

namespace tocsin::lab {

cli::Program program();

}  // namespace tocsin::lab
