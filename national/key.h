// `tocsin-national key`: makes a country's enrolment key.
#pragma once

#include "core/cli/command.h"
#include "national/desk.h"

namespace tocsin::national {

cli::Command key_command(Desk& desk);

}  // namespace tocsin::national
