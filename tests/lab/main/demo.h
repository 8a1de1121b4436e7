// `tocsin-lab demo`: the script in tests/lab/demo, with the programs of this build.
#pragma once

#include "core/base/result.h"
#include "core/cli/exit_code.h"

namespace tocsin::lab {

// Returns only where it cannot be started.
Result<cli::ExitCode> become_demo();

}  // namespace tocsin::lab
