// `tocsin-probe status`: what the running probe last did, by what it has written down itself.
#pragma once

#include "core/cli/command.h"

namespace tocsin::probe {

cli::Command status_command();

}  // namespace tocsin::probe
