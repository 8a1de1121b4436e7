// Help as text, no line longer than 100 columns.
#pragma once

#include <string>
#include <string_view>

#include "core/cli/command.h"

namespace tocsin::cli {

std::string help_of(const Program& program);
std::string help_of(const Program& program, const Command& command);
std::string version_of(const Program& program);

// `text` broken between words into lines of at most 100 columns, each after the first indented. The
// first line is taken to start at column `indent`.
std::string wrapped(std::string_view text, std::size_t indent);

}  // namespace tocsin::cli
