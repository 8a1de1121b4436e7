// `tocsin-probe trace`: the way to one server, hop by hop, with the DNS query itself.
#pragma once

#include "core/cli/command.h"

namespace tocsin::probe {

cli::Command trace_command();

}  // namespace tocsin::probe
