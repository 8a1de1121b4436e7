// The whole command line of tocsin-national.
#pragma once

#include "core/cli/command.h"
#include "national/desk.h"

namespace tocsin::national {

cli::Program program(Desk& desk);

}  // namespace tocsin::national
