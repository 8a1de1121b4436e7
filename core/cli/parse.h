// Reads a command line against a command's table.
#pragma once

#include <span>
#include <string_view>

#include "core/base/result.h"
#include "core/cli/command.h"

namespace tocsin::cli {

// Sets every target that `arguments` (all after the command's name) speak of. `--name VALUE`,
// `--name=VALUE`, and "--" after which everything is an operand. An error is a sentence for the
// user and leaves some targets set.
Status<> parse(const Command& command, std::span<const std::string_view> arguments);

}  // namespace tocsin::cli
