#include "core/cli/run.h"

#include <algorithm>
#include <iostream>

#include "core/base/nearest.h"
#include "core/cli/help.h"
#include "core/cli/parse.h"

namespace tocsin::cli {
namespace {

const Command* find(const Program& program, std::string_view name) {
  const auto found = std::ranges::find(program.commands, name, &Command::name);
  return found == program.commands.end() ? nullptr : &*found;
}

ExitCode complain(std::ostream& err,
                  const Program& program,
                  std::string_view command,
                  const std::string& what) {
  const auto asked = program.name + (command.empty() ? "" : " " + std::string(command));
  err << program.name << ": " << what << " Try \"" << asked << " --help\".\n";
  return ExitCode::usage;
}

ExitCode unknown_command(std::ostream& err, const Program& program, std::string_view name) {
  std::vector<std::string_view> known;
  for (const auto& command : program.commands) known.push_back(command.name);
  return complain(err,
                  program,
                  "",
                  "There is no command " + std::string(name) + "." + did_you_mean(name, known));
}

// "--help" before a "--" asks for help wherever it stands, even beside what is not understood.
bool asks_for_help(std::span<const std::string_view> arguments) {
  const auto end = std::ranges::find(arguments, "--");
  return std::find(arguments.begin(), end, "--help") != end;
}

ExitCode run_command(const Program& program,
                     const Command& command,
                     std::span<const std::string_view> arguments,
                     std::ostream& out,
                     std::ostream& err) {
  if (asks_for_help(arguments)) {
    out << help_of(program, command);
    return ExitCode::ok;
  }
  if (const auto parsed = parse(command, arguments); !parsed) {
    return complain(err, program, command.name, parsed.error().text);
  }
  const auto code = command.run();
  if (code) return *code;
  err << program.name << " " << command.name << ": " << code.error().text << "\n";
  return ExitCode::failed;
}

}  // namespace

ExitCode run(const Program& program,
             std::span<const std::string_view> arguments,
             std::ostream& out,
             std::ostream& err) {
  if (arguments.empty()) return complain(err, program, "", "A command is missing.");
  const auto first = arguments.front();
  if (first == "--help" || (first == "help" && arguments.size() == 1)) {
    out << help_of(program);
    return ExitCode::ok;
  }
  if (first == "--version") {
    out << version_of(program);
    return ExitCode::ok;
  }
  const bool help = first == "help";
  const auto* command = find(program, help ? arguments[1] : first);
  if (command == nullptr) return unknown_command(err, program, help ? arguments[1] : first);
  if (!help) return run_command(program, *command, arguments.subspan(1), out, err);
  out << help_of(program, *command);
  return ExitCode::ok;
}

int run(const Program& program, int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + std::min(argc, 1), argv + argc);
  const auto code = run(program, arguments, std::cout, std::cerr);
  std::cout.flush();
  return static_cast<int>(code);
}

}  // namespace tocsin::cli
