// Starting programs inside the cage. The agent has one thread, so fork is safe here.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/cage/net_namespace.h"

namespace tocsin::lab {

struct Launch {
  std::vector<std::string> command;
  const NetNamespace* host = nullptr;  // nothing: the cage's own
  std::string folder = "/";
  std::vector<std::string> environment = {};  // nothing: the agent's own
  int input = -1;                             // nothing: /dev/null
  int output = -1;
  int error = -1;
};

// Each is the leader of its own session, so that its whole family can be signalled. A program that
// cannot be started says so on its standard error and ends with 127.
Result<pid_t> launch(const Launch& launch);

// Runs a program to its end with `input` on its standard input and gives the first 4 kB of what it
// printed; an error carries them too.
Result<std::string> run_tool(const std::vector<std::string>& command,
                             const NetNamespace* host,
                             const std::string& input,
                             const std::string& folder = "/");

}  // namespace tocsin::lab
