// Pid 1 of the cage: raises the lab, answers the command line at a socket, reaps what ends. One
// thread; requests are carried out one after the other.
#pragma once

#include <string>

#include "tests/lab/cage/fd.h"
#include "tests/lab/cage/state_folder.h"
#include "tests/lab/model/topology.h"

namespace tocsin::lab {

struct AgentPlan {
  StateFolder folder;
  Topology topology;
  std::uint64_t seed = 0;  // of all that the lab leaves to chance
  Fd progress;             // hears "ready" or one line that says what went wrong; then it is closed
  Fd owner;                // a pidfd: the lab ends with this process; none: it stays until told
};

// The agent's exit status.
int run_agent(AgentPlan plan);

}  // namespace tocsin::lab
