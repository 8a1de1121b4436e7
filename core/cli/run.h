// From a command line to an exit code: the whole `main` of each program.
//
//   int main(int argc, char** argv) { return tocsin::cli::run(program(), argc, argv); }
#pragma once

#include <iosfwd>
#include <span>
#include <string_view>

#include "core/cli/command.h"

namespace tocsin::cli {

// `arguments` without the program's name. Help and version go to `out`, complaints to `err`.
ExitCode run(const Program& program,
             std::span<const std::string_view> arguments,
             std::ostream& out,
             std::ostream& err);

// The same on std::cout and std::cerr.
int run(const Program& program, int argc, char** argv);

}  // namespace tocsin::cli
