// `tocsin-national revoke`: signs that a country takes back its word for a probe.
#pragma once

#include "core/cli/command.h"
#include "national/desk.h"

namespace tocsin::national {

cli::Command revoke_command(Desk& desk);

}  // namespace tocsin::national
