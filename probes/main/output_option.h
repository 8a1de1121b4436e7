// Options that several commands have.
#pragma once

#include <string>

#include "core/cli/option.h"

namespace tocsin::probe {

// For people, or for programs.
enum class Output { table, json };

inline cli::Option output_option(Output& output) {
  return {.name = "output",
          .value = "FORM",
          .help = "table or json.",
          .target = cli::one_of(output, {{"table", Output::table}, {"json", Output::json}})};
}

// Of a command about a probe that runs, or is to run, with it.
inline cli::Option config_option(std::string& file) {
  return {.name = "config",
          .value = "FILE",
          .help = "The configuration that the probe runs with.",
          .target = cli::into(file),
          .presence = cli::Presence::required};
}

}  // namespace tocsin::probe
