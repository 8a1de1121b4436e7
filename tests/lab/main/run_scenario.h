// `tocsin-lab run`: makes the faults of a scenario at their times and records what was true when.
#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/cli/exit_code.h"
#include "tests/lab/cage/state_folder.h"

namespace tocsin::lab {

// The truth file gets one JSON object a line, each when its step has ended:
//   {"fault": "withdraw site=fra", "start": RFC 3339, "end": ..., "start_monotonic_ns": N,
//    "end_monotonic_ns": N}
// From start to end the fault was in force: start is after the change was made, end before it was
// undone. SIGINT and SIGTERM end the scenario early and undo what is in force.
Result<cli::ExitCode> run_scenario(const StateFolder& folder,
                                   const std::string& scenario_file,
                                   const std::string& truth_file,
                                   const Clock& clock);

}  // namespace tocsin::lab
