// A program is a table of commands, a command a table of options: what is parsed is what is shown.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/cli/exit_code.h"
#include "core/cli/option.h"

namespace tocsin::cli {

struct Command {
  std::string name;     // "once"
  std::string summary;  // a sentence
  std::vector<Option> options = {};
  std::vector<Operand> operands = {};
  // Called once everything above is set. An error ends the program with its text and
  // ExitCode::failed.
  std::function<Result<ExitCode>()> run = {};
};

struct Program {
  std::string name;     // "tocsin-probe"
  std::string summary;  // a sentence
  std::vector<Command> commands = {};
};

}  // namespace tocsin::cli
