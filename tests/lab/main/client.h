// The command line's side of the agent's socket.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/cage/request.h"
#include "tests/lab/cage/state_folder.h"

namespace tocsin::lab {

// One request and its answer's text.
Result<std::string> ask_agent(const StateFolder& folder, const std::vector<std::string>& words);

// Runs the order with this process's own standard files and gives its exit status: 137, as of any
// killed command, where the lab ended meanwhile.
Result<int> execute(const StateFolder& folder, const Order& order);

// Ends the lab and returns when its last process has gone.
Status<> end_lab(const StateFolder& folder);

// The caller's environment and folder around a command.
Order order_here(const std::string& host, const std::vector<std::string>& command);

}  // namespace tocsin::lab
