// `tocsin-national attest`: signs a country's statement about one of its probes.
#pragma once

#include "core/cli/command.h"
#include "national/desk.h"

namespace tocsin::national {

cli::Command attest_command(Desk& desk);

}  // namespace tocsin::national
