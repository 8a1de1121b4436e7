// `tocsin-national annotate`: signs what becomes of a part of the measurements of the root, and
// why.
#pragma once

#include "core/cli/command.h"
#include "national/desk.h"

namespace tocsin::national {

cli::Command annotate_command(Desk& desk);

}  // namespace tocsin::national
