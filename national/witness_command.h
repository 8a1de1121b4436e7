// `tocsin-national witness`: cosigns the logs of collectors until it is told to stop.
#pragma once

#include "core/cli/command.h"
#include "national/desk.h"

namespace tocsin::national {

cli::Command witness_command(Desk& desk);

}  // namespace tocsin::national
